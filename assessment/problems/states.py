"""Code lists of 问题: what was found against an organ."""

from django.db import models

from portal.accounts.states import Role


class ProblemState(models.TextChoices):
    STANDING = "standing", "计入"
    CONTESTED = "contested", "有异议，待裁定"
    UPHELD = "upheld", "异议不成立，计入"
    LIFTED = "lifted", "撤销"
    MERGED = "merged", "并入另一个问题"


COUNTED = (ProblemState.STANDING, ProblemState.CONTESTED, ProblemState.UPHELD)
"""An objection takes nothing away until it is decided."""

GONE = (ProblemState.LIFTED, ProblemState.MERGED)

BY_PERSON = "person"
"""The source of what people find."""


class CheckWay(models.TextChoices):
    """How it was found (S2-11.7a), and the system itself."""

    SYSTEM = "system", "系统发现"
    ON_SITE = "on_site", "实地检查"
    WEBSITE = "website", "网站抽查"
    PANEL = "panel", "代表、委员、社会人士评议"
    UNANNOUNCED = "unannounced", "明查暗访"
    COMPLAINT = "complaint", "投诉举报"
    SUPERVISOR = "supervisor", "社会监督员巡视"


CONTESTERS = (Role.DISCLOSURE_HEAD, Role.HEAD)
DECIDERS = (Role.OVERSIGHT,)
