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


class RemedyState(models.TextChoices):
    OPEN = "open", "尚未审结"
    CLOSED = "closed", "已审结"


class Result(models.TextChoices):
    """The columns of table 4; an open case is 尚未审结."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
