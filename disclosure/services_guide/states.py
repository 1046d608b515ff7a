"""How far a guide or a bundle has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class GuideState(models.TextChoices):
    DRAFT = "draft", "编写"
    CHECKING = "checking", "待审核"
    PUBLISHED = "published", "已发布"
    SUPERSEDED = "superseded", "已有新版"
    WITHDRAWN = "withdrawn", "已撤下"
    CANCELLED = "cancelled", "作废"


class BundleState(models.TextChoices):
    DRAFT = "draft", "编写"
    CHECKING = "checking", "待审核"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"


OPEN = (GuideState.DRAFT, GuideState.CHECKING)
WRITERS = (Role.HANDLER, Role.INFO_CLERK)
PUBLISHERS = (Role.DISCLOSURE_HEAD, Role.SIGNER)
TAKERS_DOWN = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
