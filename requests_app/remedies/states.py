"""救济: complaints, review, litigation (law.md B3; rows of table 4)."""

from django.db import models


class RemedyKind(models.TextChoices):
    COMPLAINT = "complaint", "投诉举报"
    REVIEW = "review", "行政复议"
    LAWSUIT_DIRECT = "lawsuit_direct", "未经复议直接起诉"
    LAWSUIT_AFTER_REVIEW = "lawsuit_after_review", "复议后起诉"
    OWN_ERROR = "own_error", "机关自行纠正"


COUNTED = (RemedyKind.REVIEW, RemedyKind.LAWSUIT_DIRECT, RemedyKind.LAWSUIT_AFTER_REVIEW)
"""The three groups of table 4."""


REFERABLE = COUNTED
"""During a review or a suit the question can be put to whoever is competent."""


class Competence(models.TextChoices):
    """Who determines whether information may be public: the department in charge, or the authority for secrecy."""

    DEPARTMENT = "department", "有关主管部门"
    SECRECY = "secrecy", "保密行政管理部门"


class Determination(models.TextChoices):
    OPEN = "open", "应当公开"
    PARTLY = "partly", "区分处理后公开"
    WITHHELD = "withheld", "不予公开"
    NONE = "none", "没有作出确定"


class RemedyState(models.TextChoices):
    OPEN = "open", "尚未审结"
    CLOSED = "closed", "已审结"


class Result(models.TextChoices):
    """The columns of table 4; an open case is 尚未审结."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
