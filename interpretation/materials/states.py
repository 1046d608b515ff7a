"""How far an explanation has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class MaterialState(models.TextChoices):
    DRAFT = "draft", "起草"
    REVIEW = "review", "待主要负责人审定"
    LEGALITY = "legality", "待合法性审查"
    APPROVED = "approved", "已审定，待发布"
    PUBLISHED = "published", "已发布"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤下"
    CANCELLED = "cancelled", "作废"


EDITABLE = frozenset({MaterialState.DRAFT, MaterialState.RETURNED})
"""The writer still holds the pen."""
UNDER_WAY = EDITABLE | {MaterialState.REVIEW, MaterialState.LEGALITY}
READY = frozenset({MaterialState.APPROVED, MaterialState.PUBLISHED})
"""May go out with its document, or has."""
LIVING = UNDER_WAY | READY

WRITERS = (Role.HANDLER, Role.INFO_CLERK)
EXAMINERS = (Role.DEPT_REVIEWER,)
"""Who examines in the organ, and enters what the office for legal affairs found (S0-2.7.3c names the examination, and
nobody for it; the one who releases information is not the one who finds it lawful)."""
SIGNERS_OFF = (Role.CITY_LEADER, Role.OFFICE_APPROVER)
"""A leader of the city, or the office that laid it before one and enters the result (S0-2.7.3a)."""
PUBLISHERS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
TAKERS_DOWN = (Role.HEAD, Role.DISCLOSURE_HEAD)
