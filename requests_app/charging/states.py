"""信息处理费 (art. 42; 国办函〔2020〕109号; law.md D)."""

from django.db import models


class Method(models.TextChoices):
    """Each request is charged by one of the two, never by both (办法第三条)."""

    PIECE = "piece", "按件"
    PAGE = "page", "按量（页）"


class FeeState(models.TextChoices):
    NOTIFIED = "notified", "等缴费"
    PAID = "paid", "已缴费"
    WAIVED = "waived", "已免收"
    UNPAID = "unpaid", "逾期没有缴费"
    CANCELLED = "cancelled", "不再收费"
