"""The states of a request, its channels, and who does what."""

from django.db import models

from portal.accounts.states import Role


class State(models.TextChoices):
    SUBMITTED = "submitted", "待确认接收"
    UNREACHABLE = "unreachable", "无法联系，登记留存"
    HANDLING = "handling", "办理中"
    CORRECTING = "correcting", "等申请人补正"
    PAYING = "paying", "等申请人缴费"
    REVIEW = "review", "法制审核"
    SECRECY = "secrecy", "保密审查"
    SIGNING = "signing", "待签发"
    SIGNED = "signed", "已签发，待送达"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "申请人已撤回"
    MERGED = "merged", "已归并"
    ARCHIVED = "archived", "已归档"


class Channel(models.TextChoices):
    """How the request came in; each has its own day of receipt (Regulations art. 31, law.md A5.1)."""

    IN_PERSON = "in_person", "当面提交"
    ORAL = "oral", "口头提出，代为填写"
    SIGNED_MAIL = "signed_mail", "签收邮件（挂号、EMS）"
    PLAIN_MAIL = "plain_mail", "平信"
    ONLINE = "online", "网上提交"
    EMAIL = "email", "公布的电子邮箱"
    FAX = "fax", "传真"
    TRANSFER = "transfer", "其他机关转来"


RECEIVED_AT_ONCE = frozenset({Channel.IN_PERSON, Channel.ORAL, Channel.SIGNED_MAIL})
"""Received on the day itself: handed in, or signed for. All others are received when both sides have confirmed."""

BY_TELEPHONE = frozenset({Channel.PLAIN_MAIL})
"""Confirmed by calling the applicant on the day the letter came; who cannot be reached is kept on record."""


class Form(models.TextChoices):
    """提供政府信息的形式 (Regulations art. 29 item 3)."""

    ELECTRONIC = "electronic", "电子文件"
    PAPER = "paper", "纸质复制件"
    ON_SITE = "on_site", "当场查阅、抄录"


class Delivery(models.TextChoices):
    """获取信息的途径."""

    TRACKING = "tracking", "在网上查询页下载"
    EMAIL = "email", "电子邮件"
    POST = "post", "邮寄"
    PICK_UP = "pick_up", "自行领取"


class IdentityKind(models.TextChoices):
    RESIDENT_ID = "resident_id", "居民身份证"
    PASSPORT = "passport", "护照"
    PERMIT = "permit", "港澳台居民证件"
    USCC = "uscc", "统一社会信用代码"
    OTHER = "other", "其他证件"


class FilePurpose(models.TextChoices):
    """What a file of a request is there for."""

    IDENTITY = "identity", "身份证明"
    AUTHORITY = "authority", "授权委托书"
    APPLICATION = "application", "申请附件"
    CORRECTION = "correction", "补正材料"
    REASONS = "reasons", "说明理由的材料"
    ANSWER = "answer", "提供的信息"
    PROOF = "proof", "送达凭证"
    REFERRAL = "referral", "提请确定的材料"


SEALED_PURPOSES = frozenset({FilePurpose.IDENTITY, FilePurpose.AUTHORITY})
"""What proves who somebody is: kept encrypted, opened with a trace."""


RECEIVERS = (Role.INFO_CLERK, Role.HANDLER, Role.DISCLOSURE_HEAD)
"""Who takes requests in."""

DRAFTERS = (Role.HANDLER, Role.DISCLOSURE_HEAD)
REVIEWERS = (Role.DEPT_REVIEWER,)
SECRECY_REVIEWERS = (Role.SECRECY_REVIEWER,)
SIGNERS = (Role.SIGNER, Role.HEAD)
SEES_APPLICANT = (Role.INFO_CLERK, Role.HANDLER, Role.DISCLOSURE_HEAD, Role.DEPT_REVIEWER, Role.SIGNER, Role.HEAD)
"""Who may have the applicant's data revealed, each time with a reason on record."""

SEES_RESTRICTED = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
"""Who sees a restricted case besides the one who handles it."""

CLOSED = frozenset({State.ANSWERED, State.WITHDRAWN, State.MERGED, State.ARCHIVED})
UNSERVED = frozenset(
    {
        State.HANDLING,
        State.CORRECTING,
        State.PAYING,
        State.REVIEW,
        State.SECRECY,
        State.SIGNING,
        State.SIGNED,
    }
)
"""Received and not answered yet: the clock runs or lawfully stands."""

IN_APPROVAL = frozenset({State.REVIEW, State.SECRECY, State.SIGNING})


class ShownPaper(models.TextChoices):
    """What an applicant laid on the counter to show who is asking (S2-2.4c)."""

    OWN = "own", "本人身份证件原件"
    AGENT = "agent", "授权委托书和代理人身份证件原件"
    BODY = "body", "法人或者其他组织的登记证书原件"
