"""Code lists of credit information: kinds of records, whom they concern, what was decided."""

from django.db import models


class Kind(models.TextChoices):
    """双公示 and its relatives (S3-2.5b, S3-5.6a, S3-5.6b)."""

    LICENCE = "licence", "行政许可"
    PENALTY = "penalty", "行政处罚"
    INSPECTION = "inspection", "抽查检查结果"
    ABNORMAL = "abnormal", "经营异常名录"
    SERIOUS = "serious", "严重违法失信名单"


class PartyType(models.TextChoices):
    ORGANISATION = "organisation", "法人及非法人组织"
    BUSINESS = "business", "个体工商户"
    PERSON = "person", "自然人"


class Decision(models.TextChoices):
    """What became of a licence (S3-5.6a), or of a place on a list."""

    GRANT = "grant", "准予"
    CHANGE = "change", "变更"
    RENEWAL = "renewal", "延续"
    REVOCATION = "revocation", "撤销"
    RECALL = "recall", "撤回"
    CANCELLATION = "cancellation", "注销"
    LISTED = "listed", "列入"
    REMOVED = "removed", "移出"


LICENCE_DECISIONS = (
    Decision.GRANT,
    Decision.CHANGE,
    Decision.RENEWAL,
    Decision.REVOCATION,
    Decision.RECALL,
    Decision.CANCELLATION,
)
LIST_DECISIONS = (Decision.LISTED, Decision.REMOVED)

# 许可类别 of the data standard of 双公示.
LICENCE_CATEGORIES = ("普通", "特许", "认可", "核准", "登记", "其他")

# Law on Administrative Penalties art. 9.
PENALTY_CATEGORIES = (
    "警告",
    "通报批评",
    "罚款",
    "没收违法所得",
    "没收非法财物",
    "暂扣许可证件",
    "降低资质等级",
    "吊销许可证件",
    "限制开展生产经营活动",
    "责令停产停业",
    "责令关闭",
    "限制从业",
    "行政拘留",
    "其他",
)
INSPECTION_CATEGORIES = ("双随机抽查", "专项检查", "日常检查", "其他")
INSPECTION_RESULTS = ("未发现问题", "发现问题已责令改正", "发现问题待后续处理", "不配合检查", "其他")
