"""内部考评: what an organ makes of its own units in a year, by the city's standard with numbers of its own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assessment.standards.marks import Marks
from assessment.standards.models import Standard
from assessment.standards.services import supposed
from assessment.unit_assessments.moves import UNIT_WORKFLOW
from assessment.unit_assessments.states import State
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow

NAME_LENGTH = 100


class UnitAssessmentQuerySet(models.QuerySet["UnitAssessment"]):
    def visible_to(self, actor: Actor) -> "UnitAssessmentQuerySet":
        """An organ sees its own; a unit does not see how its sisters fared."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class UnitAssessment(Governed):
    """``changes`` are the numbers in which the organ's rules differ from the city's standard, by the names of
    ``standards.fields``. ``results`` is what was concluded: a line a unit, best first; empty before."""

    workflow: ClassVar[Workflow] = UNIT_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="unit_assessments", verbose_name="单位")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="unit_assessments", verbose_name="考评标准")
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("细则名称", max_length=NAME_LENGTH)
    changes = models.JSONField("和考评标准不同的数", default=dict)
    writer_id = models.BigIntegerField("起草人编号", null=True)
    approved_by = models.CharField("批准人", max_length=150, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True)
    concluded_at = models.DateTimeField("出结果的时间", null=True)
    results = models.JSONField("结果", default=list)

    objects = UnitAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "内部考评"
        verbose_name_plural = "内部考评"
        ordering = ["-year", "organ__position", "organ"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "year"], name="unit_assessment_once"),
            models.CheckConstraint(
                condition=~Q(state=State.CONCLUDED) | Q(concluded_at__isnull=False), name="unit_assessment_concluded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{self.year}年内部考评"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    def marked_standard(self) -> Standard:
        """The city's standard with its items. Three queries."""
        return Standard.objects.with_marks().get(pk=self.standard_id)

    def marks(self) -> Marks:
        """The numbers the units are judged by."""
        return supposed(self.marked_standard(), self.changes)
