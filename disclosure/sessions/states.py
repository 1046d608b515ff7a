"""How far a meeting and an observer have come, and who takes them there."""

from django.db import models

from portal.accounts.states import Role


class State(models.TextChoices):
    PLANNED = "planned", "拟定方案"
    REVIEW = "review", "待批准"
    APPROVED = "approved", "已批准"
    ANNOUNCED = "announced", "已公告"
    HELD = "held", "已召开，整理结果"
    RESULT_REVIEW = "result_review", "结果待审核"
    PUBLISHED = "published", "已公布结果"
    ARCHIVED = "archived", "已归档"
    CANCELLED = "cancelled", "已取消"


OUT = (State.PUBLISHED, State.ARCHIVED)
"""Everybody reads what was decided."""
SHOWN_IF_ANNOUNCED = (State.ANNOUNCED, State.HELD, State.RESULT_REVIEW, State.CANCELLED)
"""Public once it was announced; a meeting that was not is public with its result alone."""
OPEN = (State.PLANNED, State.REVIEW, State.APPROVED, State.ANNOUNCED, State.HELD, State.RESULT_REVIEW)
AHEAD = (State.APPROVED, State.ANNOUNCED)
"""Observers are invited and chosen."""


class ObserverState(models.TextChoices):
    REGISTERED = "registered", "已报名，等答复"
    CHOSEN = "chosen", "列席"
    REFUSED = "refused", "没有选上"
    WITHDRAWN = "withdrawn", "已撤回"
    ATTENDED = "attended", "到会"
    ABSENT = "absent", "没有到会"


SEATED = (ObserverState.CHOSEN, ObserverState.ATTENDED, ObserverState.ABSENT)
"""A seat was given."""

PLANNERS = (Role.HANDLER, Role.INFO_CLERK)
APPROVERS = (Role.SIGNER, Role.HEAD)
ANNOUNCERS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
RESULT_APPROVERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
SEES_OBSERVER = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
FILES_AT_MOST = 20
