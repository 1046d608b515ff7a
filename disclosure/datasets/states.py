"""How far a data set and a version of it have come, and who takes them there."""

from django.db import models

from portal.accounts.states import Role


class DatasetState(models.TextChoices):
    LISTED = "listed", "在目录"
    WITHDRAWN = "withdrawn", "已撤下"


class VersionState(models.TextChoices):
    DRAFT = "draft", "待核对"
    CHECKING = "checking", "待保密审查"
    CLEARED = "cleared", "待审核发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"
    CANCELLED = "cancelled", "作废"


BEFORE = (VersionState.DRAFT, VersionState.CHECKING, VersionState.CLEARED)
"""Not public yet; a data set has one such version at a time."""

EDITORS = (Role.HANDLER, Role.INFO_CLERK)
PUBLISHERS = (Role.DISCLOSURE_HEAD, Role.SIGNER)
WITHDRAWERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
