"""重大行政决策: one matter, what was recorded of its steps; documents that go out without a consultation here."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from disclosure.consultations.codes import Category, Exclusion
from disclosure.consultations.models import Consultation
from disclosure.decisions.codes import Ground
from disclosure.decisions.models.catalogue import CatalogueItem
from disclosure.decisions.moves import DECISION_WORKFLOW
from disclosure.decisions.states import DECIDED, PUBLIC, State
from disclosure.decisions.steps import BY_CODE, StepRow, choices
from disclosure.documents.models import Document
from disclosure.registers.kinds.items import Item, ItemType
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow

TITLE_LENGTH = 120


class DecisionQuerySet(models.QuerySet["Decision"]):
    def public(self) -> "DecisionQuerySet":
        """What anybody may read of: the one rule used by pages, feeds, search and the interface."""
        return self.filter(state__in=PUBLIC, published_at__isnull=False)

    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(Q(organ__in=own) | Q(decider__in=own))


class Decision(Governed):
    """``organ`` carries it out (承办单位, the lead among several), ``decider`` decides (决策机关).

    ``published_at`` is when everybody could first read of it, ``announced_at`` when the decision was announced.
    """

    workflow: ClassVar[Workflow] = DECISION_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="decisions", verbose_name="承办单位")
    decider = models.ForeignKey(Organ, models.PROTECT, related_name="decided", verbose_name="决策机关")
    item = models.ForeignKey(
        CatalogueItem, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name="目录事项"
    )
    title = models.CharField("事项", max_length=TITLE_LENGTH)
    category = models.CharField("类别", max_length=12, choices=Category)
    matter = models.TextField("要决定什么", blank=True)
    reasons = models.TextField("为什么启动", blank=True)
    must_hear = models.BooleanField("法律、法规、规章规定应当听证", default=False)
    consultations = models.ManyToManyField(Consultation, blank=True, related_name="decisions", verbose_name="征求意见")
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="decision", verbose_name="决定的文件"
    )
    drafter_id = models.BigIntegerField("起草人编号")
    exclusion = models.CharField("不适用的情形", max_length=12, choices=Exclusion, blank=True)
    exclusion_basis = models.TextField("不适用的依据", blank=True)
    ended_reason = models.TextField("终止的原因", blank=True)
    published_at = models.DateTimeField("启动时间", null=True)
    announced_at = models.DateTimeField("公布时间", null=True)
    archived_at = models.DateTimeField("归档时间", null=True)
    package = models.JSONField("归档清单", default=list)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "重大行政决策"
        verbose_name_plural = "重大行政决策"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.EXEMPT) | (~Q(exclusion="") & ~Q(exclusion_basis="")),
                name="decision_exempt_with_basis",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(announced_at__isnull=False, document__isnull=False),
                name="decision_announced_with_document",
            ),
        ]
        indexes = [
            # The public list and its pages by place.
            models.Index(fields=["state", "-published_at", "-id"], name="decision_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/decisions/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        """The heir goes on after a reform."""
        return self.organ.heir().pk

    @property
    def is_public(self) -> bool:
        """The row-wise twin of ``DecisionQuerySet.public()``."""
        return self.state in PUBLIC and self.published_at is not None

    @cached_property
    def _records(self) -> dict[str, list["StepRecord"]]:
        found: dict[str, list[StepRecord]] = {}
        for record in self.records.all():
            found.setdefault(record.step, []).append(record)
        return found

    def records_of(self, step: str) -> list["StepRecord"]:
        """One query for all steps of a decision as it was read."""
        return self._records.get(str(step), [])

    def record_of(self, step: str) -> "StepRecord | None":
        return next(iter(self.records_of(step)), None)

    def forget_records(self) -> None:
        """After one was written."""
        self.__dict__.pop("_records", None)


def _words(item: Item, value: Any) -> str:
    if item.type is ItemType.DAY and value:
        return f"{date.fromisoformat(value):%Y年%-m月%-d日}"
    return item.shown(value)


class StepRecord(models.Model):
    """What was recorded of one step: ``values`` are JSON by the names of its items; or the step was left out, with one
    of the grounds of the law and the reason. ``number`` counts the records of a step that repeats."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="records", verbose_name="决策")
    step = models.CharField("步骤", max_length=14, choices=choices)
    number = models.PositiveSmallIntegerField("序号", default=1)
    values = models.JSONField("各项内容", default=dict)
    ground = models.CharField("依法不办的情形", max_length=60, blank=True)
    reason = models.TextField("不办的理由", blank=True)
    recorder_id = models.BigIntegerField("登记人编号", null=True)
    recorder_name = models.CharField("登记人", max_length=100)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "决策步骤记录"
        verbose_name_plural = "决策步骤记录"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "step", "number"], name="decision_step_once"),
            models.CheckConstraint(condition=Q(ground="") | ~Q(reason=""), name="decision_step_left_out_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.row.name}（{self.number}）" if self.row.repeats else self.row.name

    @property
    def row(self) -> StepRow:
        return BY_CODE[self.step]

    @property
    def code(self) -> str:
        """Names it for the screening."""
        return f"{self.step}-{self.number}"

    @property
    def is_left_out(self) -> bool:
        return bool(self.ground)

    def lines(self, *, inside: bool = False) -> list[tuple[str, str]]:
        """Label and words of what was filled in; ``inside`` with what stays inside. Its own day stands above it."""
        items = [item for item in self.row.items if item.name != "held_on" and (inside or not item.inside)]
        found = [(item.label, _words(item, self.values.get(item.name))) for item in items]
        return [(label, words) for label, words in found if words]

    @property
    def held_on(self) -> date | None:
        """The day it took place; ``None`` where the step has none."""
        day = self.values.get("held_on")
        return date.fromisoformat(day) if day else None


class Waiver(models.Model):
    """认定不在这里征求意见: why a document may go out without, for all to read. Never a word about its validity
    (law.md C17)."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="waiver", verbose_name="文件")
    ground = models.CharField("情形", max_length=12, choices=Ground)
    basis = models.TextField("依据")
    address = models.URLField("在哪里征求的", blank=True)
    decided_by_id = models.BigIntegerField("认定人编号")
    decided_by_name = models.CharField("认定人", max_length=100)
    decided_at = models.DateTimeField("认定时间")

    class Meta:
        verbose_name = "不征求意见的认定"
        verbose_name_plural = "不征求意见的认定"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="waiver_with_basis"),
            models.CheckConstraint(
                condition=~Q(ground=Ground.ELSEWHERE) | ~Q(address=""), name="waiver_elsewhere_with_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}：{self.document.title}"
