"""How far a row of a list has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class RowState(models.TextChoices):
    DRAFT = "draft", "登记"
    CHECKING = "checking", "待保密审查"
    CLEARED = "cleared", "待审核公开"
    PUBLISHED = "published", "已公开"
    REPLACED = "replaced", "已更新"
    WITHDRAWN = "withdrawn", "已撤回"
    CANCELLED = "cancelled", "作废"


BEFORE = (RowState.DRAFT, RowState.CHECKING, RowState.CLEARED)
"""Not public yet."""
AFTER = (RowState.REPLACED, RowState.WITHDRAWN)
"""Public once: the page stays and says why nothing is on it any more."""

REGISTRARS = (Role.HANDLER, Role.INFO_CLERK)
PUBLISHERS = (Role.DISCLOSURE_HEAD, Role.SIGNER)
WITHDRAWERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
