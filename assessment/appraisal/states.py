"""Code lists of 评议: its steps, who judges, what is judged, in which words."""

from django.db import models

from assessment.standards.states import APPROVERS
from portal.accounts.states import Role


class AppraisalState(models.TextChoices):
    """The six steps (S2-5.6); what is done in each leads to the next."""

    DRAFT = "draft", "拟定"
    ANNOUNCED = "announced", "已发通知，编测评表"
    SHEET_READY = "sheet_ready", "测评表已定，确定参评人员"
    CHOSEN = "chosen", "参评人员已定，查阅资料、听取汇报"
    BRIEFED = "briefed", "已听取汇报，待发放"
    OPEN = "open", "正在测评"
    COLLECTED = "collected", "已回收，待公开结果"
    PUBLISHED = "published", "结果已公开"
    CLOSED = "closed", "已归档"
    CALLED_OFF = "called_off", "已停止"


SHOWN = (
    AppraisalState.ANNOUNCED,
    AppraisalState.SHEET_READY,
    AppraisalState.CHOSEN,
    AppraisalState.BRIEFED,
    AppraisalState.OPEN,
    AppraisalState.COLLECTED,
    AppraisalState.PUBLISHED,
    AppraisalState.CLOSED,
)
"""What has a public page."""
WITH_RESULTS = (AppraisalState.PUBLISHED, AppraisalState.CLOSED)
BEFORE_OPEN = (AppraisalState.ANNOUNCED, AppraisalState.SHEET_READY)
BEFORE_SHEETS = (AppraisalState.DRAFT, *SHOWN[:4])
"""Nobody was asked yet."""
UNDERWAY = (*SHOWN[:6], AppraisalState.DRAFT)


class Panel(models.TextChoices):
    """Who judges: everybody (公众评议), or one of the five kinds that are invited (特邀评议, S2-5.4)."""

    PUBLIC = "public", "公众（网上）"
    DEPARTMENTS = "departments", "相关部门人员"
    DEPUTIES = "deputies", "人大代表"
    ADVISERS = "advisers", "政协委员"
    MASSES = "masses", "群众代表"
    EXPERTS = "experts", "有关专家"


INVITED = tuple(panel for panel in Panel if panel != Panel.PUBLIC)


class Source(models.TextChoices):
    """Where a mark comes from."""

    PUBLIC = "public", "公众评议"
    INVITED = "invited", "特邀评议"
    OUTSIDE = "outside", "第三方评估、民意调查"


class Dimension(models.TextChoices):
    """What is judged (S2-5.5)."""

    ORGANISATION = "organisation", "组织机构建设"
    DISCLOSURE = "disclosure", "依法公开"
    EFFECT = "effect", "工作成效"


class Level(models.IntegerChoices):
    """How it is judged; the number is what it counts out of a hundred. ``UNKNOWN`` counts nothing."""

    VERY_GOOD = 100, "很满意"
    GOOD = 80, "满意"
    FAIR = 60, "一般"
    POOR = 30, "不满意"
    VERY_POOR = 0, "很不满意"
    UNKNOWN = -1, "不了解"


LEAST = 5
"""Sheets from which points are shown when an appraisal says nothing else. No law gives a number: the city's choice,
between ``LEAST_AT_LEAST`` and ``LEAST_AT_MOST``. Two would tell each of two people what the other thinks."""
LEAST_AT_LEAST, LEAST_AT_MOST = 3, 50
YEARLY = "PUBLIC_APPRAISAL"
"""The clock of the appraisal of a year (S2-5.4a)."""

ORGANISERS = (Role.OVERSIGHT,)
ANNOUNCERS = APPROVERS
TOLD = (Role.DISCLOSURE_HEAD,)
