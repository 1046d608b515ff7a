"""Code lists of a check and of what is looked at in it."""

from django.db import models

from assessment.problems.states import CheckWay
from portal.accounts.states import Role


class InspectionState(models.TextChoices):
    UNDERWAY = "underway", "检查中"
    CLOSED = "closed", "已办结"
    CALLED_OFF = "called_off", "已停止"


class LineState(models.TextChoices):
    PENDING = "pending", "待检查"
    IN_ORDER = "in_order", "没有问题"
    FAULTY = "faulty", "有问题"
    SKIPPED = "skipped", "不适用"


WAYS = (CheckWay.ON_SITE, CheckWay.WEBSITE, CheckWay.PANEL, CheckWay.UNANNOUNCED)
"""The four ways of checking (S2-11.7a)."""

INSPECTORS = (Role.OVERSIGHT,)
TOLD = (Role.DISCLOSURE_HEAD,)
"""Who hears that a check is announced."""
