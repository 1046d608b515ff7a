"""How far an issue has come, and how far a document on its way to the gazette office."""

from django.db import models

from portal.accounts.states import Role


class IssueState(models.TextChoices):
    DRAFT = "draft", "编辑"
    CHECKING = "checking", "待审核"
    PUBLISHED = "published", "已出版"
    CANCELLED = "cancelled", "作废"


class DeliveryState(models.TextChoices):
    WANTED = "wanted", "待送交"
    DELIVERED = "delivered", "已送交，待编入"
    PLACED = "placed", "已登公报"
    DROPPED = "dropped", "不用送交"


EDITORS = (Role.HANDLER, Role.INFO_CLERK)
PUBLISHERS = (Role.DISCLOSURE_HEAD, Role.SIGNER)
SENDERS = (Role.HANDLER, Role.INFO_CLERK)
