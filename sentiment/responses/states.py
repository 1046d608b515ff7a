"""How far an answer has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class ResponseState(models.TextChoices):
    DRAFT = "draft", "起草"
    CHECKING = "checking", "待保密审查"
    CLEARED = "cleared", "待签发"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"
    CANCELLED = "cancelled", "作废"


BEFORE = (ResponseState.DRAFT, ResponseState.CHECKING, ResponseState.CLEARED)
"""Not public yet."""

DRAFTERS = (Role.HANDLER, Role.INFO_CLERK)
PUBLISHERS = (Role.SIGNER, Role.HEAD)
CONCURRERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
