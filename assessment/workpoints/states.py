"""Code lists of 要点: the year's plan, and the share one organ has in a task."""

from django.db import models

from portal.accounts.states import Role


class PlanState(models.TextChoices):
    DRAFT = "draft", "起草"
    ISSUED = "issued", "已下达"


class ShareState(models.TextChoices):
    UNDERWAY = "underway", "办理中"
    REPORTED = "reported", "已报完成，待核"
    DONE = "done", "已销号"


class NoteKind(models.TextChoices):
    PROGRESS = "progress", "进展"
    REPORT = "report", "完成情况"
    URGE = "urge", "督办"
    ANSWER = "answer", "核查意见"


DRAFTERS = (Role.OVERSIGHT,)
ISSUERS = (Role.OFFICE_APPROVER,)
WORKERS = (Role.HANDLER, Role.DISCLOSURE_HEAD, Role.HEAD)
REPORTERS = (Role.DISCLOSURE_HEAD, Role.HEAD)
CHECKERS = (Role.OVERSIGHT,)
