"""更正申请: a record about the applicant that is said to be wrong (Regulations art. 41)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.letters.models import Letter
from portal.workflow import Governed, Workflow
from requests_app.cases.models import DisclosureRequest
from requests_app.rectifying.moves import CORRECTION_WORKFLOW
from requests_app.rectifying.states import RecordState

_ANSWERED = (RecordState.CORRECTED, RecordState.REFUSED, RecordState.FORWARDED, RecordState.TOLD)


class RecordCorrectionQuerySet(models.QuerySet["RecordCorrection"]):
    def visible_to(self, actor: Actor) -> "RecordCorrectionQuerySet":
        """Those of the requests the actor sees."""
        return self.filter(request__in=DisclosureRequest.objects.visible_to(actor).order_by().values("pk"))


class RecordCorrection(Governed):
    """``request`` is the one the record was given in; who asks is its applicant, known there alone. The words of both
    sides speak about a person: they are in no audit row and are erased with the applicant's data."""

    workflow: ClassVar[Workflow] = CORRECTION_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=RecordState, default=RecordState.OPEN, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="record_corrections", verbose_name="机关")
    request = models.ForeignKey(
        DisclosureRequest, models.PROTECT, related_name="record_corrections", verbose_name="申请"
    )
    record = models.CharField("哪条记录", max_length=200)
    fault = models.TextField("哪里不准确")
    evidence = models.TextField("证据")
    filed_on = models.DateField("收到日")
    filed_by = models.CharField("提出人", max_length=150)
    checked = models.TextField("核实的情况", blank=True)
    before = models.TextField("更正以前", blank=True)
    after = models.TextField("更正以后", blank=True)
    reason = models.TextField("理由", blank=True)
    other_organ = models.CharField("有权更正的机关", max_length=100, blank=True)
    other_contact = models.CharField("机关的联系方式", max_length=200, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="答复书")
    closed_on = models.DateField("答复日", null=True)
    purged_at = models.DateTimeField("清理时间", null=True)

    objects = RecordCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "更正信息记录"
        verbose_name_plural = "更正信息记录"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=_ANSWERED) | Q(letter__isnull=False, closed_on__isnull=False),
                name="record_correction_answered_by_letter",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("filed_on")),
                name="record_correction_closed_after_filing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number}更正申请{self.pk}号"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk
