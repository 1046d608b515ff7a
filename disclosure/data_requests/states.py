"""How far a request for data has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class RequestState(models.TextChoices):
    SUBMITTED = "submitted", "待答复"
    APPROVAL = "approval", "答复待审核"
    ANSWERED = "answered", "已答复"
    TAKEN_DOWN = "taken_down", "已答复，不再公开"


class Outcome(models.TextChoices):
    OPENED = "opened", "已经开放"
    PLANNED = "planned", "同意开放，正在整理"
    REFUSED = "refused", "不能开放"
    ELSEWHERE = "elsewhere", "不归本单位，告知去处"


OPEN = (RequestState.SUBMITTED, RequestState.APPROVAL)
HANDLERS = (Role.HANDLER, Role.INFO_CLERK)
APPROVERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
SEES_ASKER = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
