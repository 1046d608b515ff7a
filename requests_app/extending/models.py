"""延期答复: one in a round, at most as long as the law allows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.letters.models import Letter
from portal.workflow import Governed, Workflow
from requests_app.cases.models import DisclosureRequest
from requests_app.extending.moves import EXTENSION_WORKFLOW
from requests_app.extending.states import ExtensionState

_STANDING = (ExtensionState.PROPOSED, ExtensionState.APPROVED, ExtensionState.SERVED)


class Extension(Governed):
    """``days`` are working days. The end moves on the day the letter reached the applicant, never before, and only
    when that was no later than the old end."""

    workflow: ClassVar[Workflow] = EXTENSION_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=ExtensionState, default=ExtensionState.PROPOSED, editable=False
    )
    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="extensions", verbose_name="申请")
    round = models.PositiveSmallIntegerField("第几次处理")
    days = models.PositiveSmallIntegerField("延长的工作日")
    reason = models.TextField("延期的理由")
    proposer_id = models.BigIntegerField("申请人编号", null=True)
    proposed_by = models.CharField("提出人", max_length=150)
    proposed_at = models.DateTimeField("提出时间")
    approver_id = models.BigIntegerField("同意人编号", null=True)
    approved_by = models.CharField("同意人", max_length=150, blank=True)
    approved_at = models.DateTimeField("同意时间", null=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="延期答复告知书")
    served_on = models.DateField("送达日", null=True)

    class Meta:
        verbose_name = "延期答复"
        verbose_name_plural = "延期答复"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "round"], condition=Q(state__in=_STANDING), name="extension_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 延期"

    @property
    def acting_organ_id(self) -> int | None:
        return self.request.acting_organ_id
