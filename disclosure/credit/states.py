"""How far a record of credit information has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class RecordState(models.TextChoices):
    DRAFT = "draft", "登记"
    CHECKING = "checking", "待保密审查"
    CLEARED = "cleared", "待审核公示"
    PUBLISHED = "published", "公示中"
    WITHDRAWN = "withdrawn", "已撤回"
    REPAIRED = "repaired", "已信用修复"
    ENDED = "ended", "公示期满"
    CANCELLED = "cancelled", "作废"


BEFORE = (RecordState.DRAFT, RecordState.CHECKING, RecordState.CLEARED)
"""Not public yet."""
AFTER = (RecordState.WITHDRAWN, RecordState.REPAIRED, RecordState.ENDED)
"""Public once: the page stays and says why nothing is on it any more."""

REGISTRARS = (Role.HANDLER, Role.INFO_CLERK)
PUBLISHERS = (Role.DISCLOSURE_HEAD, Role.SIGNER)
WITHDRAWERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
