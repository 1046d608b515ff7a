"""听证会: announced, its list published, materials served, held."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from disclosure.decisions.models.decision import Decision
from disclosure.decisions.moves import HEARING_WORKFLOW
from disclosure.decisions.states import COMING, PUBLIC, SEEN, HearingState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow

LINE_LENGTH = 200


class HearingQuerySet(models.QuerySet["Hearing"]):
    def public(self) -> "HearingQuerySet":
        return self.filter(state__in=SEEN, decision__state__in=PUBLIC)

    def coming(self, at: datetime) -> "HearingQuerySet":
        return self.filter(state__in=COMING, held_at__gt=at)

    def visible_to(self, actor: Actor) -> "HearingQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(Q(decision__organ__in=own) | Q(decision__decider__in=own))


class Hearing(Governed):
    """``people`` is one line a person: name, whom they speak for. ``served_on`` is the day the last of them had the
    materials."""

    workflow: ClassVar[Workflow] = HEARING_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=HearingState, default=HearingState.DRAFT, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="hearings", verbose_name="决策")
    topic = models.CharField("听证事项", max_length=LINE_LENGTH)
    held_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=LINE_LENGTH, blank=True)
    selection = models.TextField("遴选办法", blank=True)
    how_to_apply = models.TextField("怎么报名", blank=True)
    people = models.TextField("听证参加人", blank=True)
    served_on = models.DateField("材料送达的日子", null=True)
    summary = models.TextField("听证情况", blank=True)
    outcome = models.TextField("听证意见怎么研究采纳的", blank=True)
    announced_at = models.DateTimeField("公告时间", null=True)
    listed_at = models.DateTimeField("公布名单的时间", null=True)
    cancelled_reason = models.TextField("取消的原因", blank=True)

    objects = HearingQuerySet.as_manager()

    class Meta:
        verbose_name = "听证会"
        verbose_name_plural = "听证会"
        ordering = ["-held_at"]
        constraints = [
            # S0-6.5: whoever writes into the table, method and names were out before the hearing.
            models.CheckConstraint(
                condition=~Q(state__in=[HearingState.LISTED, HearingState.HELD])
                | Q(announced_at__lt=models.F("held_at"), listed_at__lt=models.F("held_at")) & ~Q(people=""),
                name="hearing_listed_before",
            ),
            models.CheckConstraint(
                condition=~Q(state=HearingState.HELD) | Q(served_on__isnull=False) & ~Q(summary=""),
                name="hearing_held_with_record",
            ),
        ]
        indexes = [models.Index(fields=["decision", "state"], name="hearing_of_decision")]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return f"/decisions/hearings/{self.pk}/"

    @property
    def organ(self) -> Organ:
        return self.decision.organ

    @property
    def acting_organ_id(self) -> int | None:
        return self.decision.acting_organ_id

    def names(self) -> list[str]:
        return [line for line in self.people.splitlines() if line.strip()]
