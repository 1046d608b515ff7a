"""Code lists of the yearly assessment of one organ."""

from django.db import models

from portal.accounts.states import Role


class AssessmentState(models.TextChoices):
    OPEN = "open", "待自评"
    ASSESSED_ITSELF = "assessed_itself", "已自评，待综合评议"
    PROPOSED = "proposed", "待领导小组审定"
    APPROVED = "approved", "已审定"


class Change(models.TextChoices):
    """What an erratum does to an approved score."""

    STRIKE = "strike", "撤销一个问题"
    COUNT = "count", "补计一个问题"


SELF_ASSESSORS = (Role.DISCLOSURE_HEAD, Role.HEAD)
PROPOSERS = (Role.OVERSIGHT,)
