"""What citizens write about, where it comes from, where else it belongs. Pure."""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    CONSULTATION = "consultation", "咨询"
    HELP = "help", "求助"
    SUGGESTION = "suggestion", "建议"
    COMPLAINT = "complaint", "投诉"
    REPORT = "report", "举报"


class Source(models.TextChoices):
    """The five channels of the one hotline platform (S1-4.3)."""

    SITE = "site", "政府网站"
    PHONE = "phone", "热线电话"
    SOCIAL = "social", "政务微博、微信"
    SERVICE = "service", "政务服务网"
    APP = "app", "政务服务APP（皖事通等）"


class Elsewhere(models.TextChoices):
    """What is not settled by an answer to a letter, and where it is settled (law.md E6)."""

    PETITION = "petition", "信访事项"
    REQUEST = "request", "申请公开政府信息"
    REMEDY = "remedy", "行政复议、诉讼、仲裁正在或者应当处理的事"
    EMERGENCY = "emergency", "正在发生的危险"
    ENTERPRISE = "enterprise", "公共企事业单位的服务"
    OUTSIDE = "outside", "不归本市机关管"


class Fault(models.TextChoices):
    """Why a letter does not count as one (有效留言)."""

    EMPTY = "empty", "没有具体内容"
    ADVERT = "advert", "广告、垃圾信息"
    REPEATED = "repeated", "同一人重复提交"
    UNLAWFUL = "unlawful", "违法信息"


@dataclass(frozen=True, slots=True)
class KindRow:
    """``rule`` is the code of the time limit of the answer; ``is_publishable``: the letter may be public when
    its writer agrees. Who reports somebody is protected: that letter never is."""

    kind: Kind
    rule: str
    hint: str
    is_publishable: bool = True


SIMPLE, GENERAL = "LETTER_SIMPLE", "LETTER_REPLY"

KINDS: dict[str, KindRow] = {
    row.kind.value: row
    for row in (
        KindRow(Kind.CONSULTATION, SIMPLE, "想知道政策怎么规定、事情怎么办"),
        KindRow(Kind.HELP, GENERAL, "遇到困难，需要机关帮助解决"),
        KindRow(Kind.SUGGESTION, GENERAL, "对工作有建议"),
        KindRow(Kind.COMPLAINT, GENERAL, "对机关或者办事人员的服务不满意"),
        KindRow(Kind.REPORT, GENERAL, "反映违法违规的线索；内容保密，不公开", is_publishable=False),
    )
}

WAYS: dict[str, str] = {
    Elsewhere.PETITION: "请向有权处理的机关或者信访部门提出，15日内会告知是否受理（《信访工作条例》）。",
    Elsewhere.REQUEST: "请在网站“依申请公开”里提出，20个工作日内答复：/requests/",
    Elsewhere.REMEDY: "请按照决定书、裁决书告知的途径和期限办理，不要错过期限。",
    Elsewhere.EMERGENCY: "请马上拨打110、119或者120，不要等网上答复。",
    Elsewhere.ENTERPRISE: "请先向提供服务的单位反映；不满意的，可以再向主管部门投诉。",
    Elsewhere.OUTSIDE: "请向有管辖权的机关反映。",
}
"""What the writer is told; whoever answers may word it otherwise."""
