"""How far an interview or a press conference has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class Kind(models.TextChoices):
    INTERVIEW = "interview", "在线访谈"
    CONFERENCE = "conference", "新闻发布会"
    BRIEFING = "briefing", "政策吹风会"


class State(models.TextChoices):
    PLANNED = "planned", "筹备"
    ANNOUNCED = "announced", "已预告"
    HELD = "held", "已举行，整理实录"
    RECORDED = "recorded", "实录已公开"
    CANCELLED = "cancelled", "已取消"


PUBLIC = (State.ANNOUNCED, State.HELD, State.RECORDED, State.CANCELLED)
"""Once announced, everybody reads what became of it."""

PLANNERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
APPROVERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
FILES_AT_MOST = 20
