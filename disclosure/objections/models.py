"""发布异议: another organ says that something should not have been published, or not like this."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from disclosure.documents.models import Document
from disclosure.documents.states import CorrectionOutcome
from disclosure.objections.moves import OBJECTION_WORKFLOW
from disclosure.objections.states import ObjectionState, Situation
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, actor: Actor) -> "ObjectionQuerySet":
        """Both sides, and those who see every organ."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = rules.case_organ_ids(actor)
        return self.filter(Q(organ__in=own) | Q(objector__in=own))


class Objection(Governed):
    """``organ`` published and must answer, ``objector`` objects; ``situation`` is a clue for later, not a finding."""

    workflow: ClassVar[Workflow] = OBJECTION_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=ObjectionState, default=ObjectionState.OPEN, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="objections", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="objections_answered", verbose_name="发布单位")
    objector = models.ForeignKey(Organ, models.PROTECT, related_name="objections_made", verbose_name="提出单位")
    situation = models.CharField("情形", max_length=10, choices=Situation)
    text = models.TextField("异议和理由")
    lodged_by = models.CharField("提出人", max_length=150)
    lodged_at = models.DateTimeField("提出时间")
    reply = models.TextField("答复", blank=True)
    ruling = models.TextField("政务公开办的意见", blank=True)
    remedy = models.TextField("补救情况", blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "发布异议"
        verbose_name_plural = "发布异议"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "objector"],
                condition=Q(state__in=[ObjectionState.ACCEPTED, ObjectionState.OPEN, ObjectionState.REFUSED]),
                name="objection_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.objector.short_name}的异议：{self.document.title}"

    def mended_since(self) -> bool:
        """Whether the page was taken down or corrected after the objection. Two queries."""
        down = Document.objects.filter(pk=self.document_id, taken_down_at__gte=self.lodged_at)
        corrections = self.document.corrections.filter(outcome=CorrectionOutcome.DONE, at__gte=self.lodged_at)
        return down.exists() or corrections.exists()
