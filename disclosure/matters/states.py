"""Where a matter stands, and how far a change of the list has come."""

from django.db import models

from portal.accounts.states import Role


class MatterState(models.TextChoices):
    PENDING = "pending", "拟列入"
    LISTED = "listed", "在清单里"
    DROPPED = "dropped", "已取消"
    DECLINED = "declined", "没有列入"


class ProposalState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    CHECKING = "checking", "待审批"
    APPROVED = "approved", "已公布"
    CANCELLED = "cancelled", "作废"


OPEN = (ProposalState.DRAFT, ProposalState.CHECKING)
REGISTRARS = (Role.HANDLER, Role.INFO_CLERK)
APPROVERS = (Role.DISCLOSURE_HEAD, Role.SIGNER)
