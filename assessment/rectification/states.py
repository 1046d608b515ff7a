"""Code lists of 整改 and of the criticism that follows when it is not made."""

from django.db import models

from assessment.standards.states import APPROVERS
from portal.accounts.states import Role


class RectificationState(models.TextChoices):
    DRAFT = "draft", "起草"
    ISSUED = "issued", "已下发，待反馈"
    ANSWERED = "answered", "已反馈，待复核"
    CLEARED = "cleared", "已销号"
    DROPPED = "dropped", "未下发，已撤销"


OPEN = (RectificationState.DRAFT, RectificationState.ISSUED, RectificationState.ANSWERED)
OUT = (RectificationState.ISSUED, RectificationState.ANSWERED, RectificationState.CLEARED)
"""What the organ sees."""


class CriticismState(models.TextChoices):
    PROPOSED = "proposed", "待决定"
    CIRCULATED = "circulated", "已通报"
    DISMISSED = "dismissed", "不通报"


DRAFTERS = (Role.OVERSIGHT,)
ISSUERS = (Role.OVERSIGHT, Role.OFFICE_APPROVER)
ANSWERERS = (Role.DISCLOSURE_HEAD, Role.HEAD)
REVIEWERS = ISSUERS
CRITICS = APPROVERS
