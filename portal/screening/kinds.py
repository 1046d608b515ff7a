"""What is looked for, and what may be decided about it. Order: where two overlap, the one named first stands."""

from django.db import models


class Kind(models.TextChoices):
    """Secrecy first, then personal data (Civil Code art. 1034; Personal Information Protection Law arts. 28, 31)."""

    SECRET_MARK = "secret_mark", "密级标志"
    SECRECY_WORD = "secrecy_word", "涉密、内部字样"
    ID_CARD = "id_card", "身份证号"
    DISABILITY = "disability", "残疾证号"
    SOCIAL_SECURITY = "social_security", "社保、医保号"
    MEDICAL = "medical", "病历、住院号"
    BANK_CARD = "bank_card", "银行账号"
    EMAIL = "email", "私人邮箱"
    MOBILE = "mobile", "手机号"
    PASSPORT = "passport", "护照、通行证号"
    PLATE = "plate", "车牌号"
    MESSENGER = "messenger", "微信、QQ号"
    ADDRESS = "address", "家庭住址"
    MINOR_NAME = "minor_name", "未成年人姓名"
    UNREADABLE = "unreadable", "没有读出来的内容"


SCANNED = tuple(kind for kind in Kind if kind != Kind.UNREADABLE)
"""Found in a text; what could not be read is a finding too, because nobody knows what it says."""

REFUSED = frozenset({Kind.SECRET_MARK})
"""A system that is not itself classified must not hold the text (Law on Guarding State Secrets art. 31(3))."""

SECRECY = frozenset({Kind.SECRET_MARK, Kind.SECRECY_WORD})
PERSONAL = frozenset(SCANNED) - SECRECY
