"""征求意见: what is to be decided, as it is laid before the public, and what came of it."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from disclosure.consultations.codes import Category, Exclusion, LegalKind, Participation, PublishWay, Scope, Verdict
from disclosure.consultations.moves import CONSULTATION_WORKFLOW
from disclosure.consultations.states import OPENED, WAITING, State
from disclosure.documents.models import Document
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.legal_rules import latest
from portal.workflow import Governed, Workflow

TITLE_LENGTH = 120
NAME_LENGTH = 60
SHORTEST = latest("CONSULTATION").amount
"""Natural days the public has (S0-4.7b); the period itself is a clock of the ledger."""


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def public(self) -> "ConsultationQuerySet":
        """What anybody may read: the one rule used by pages, feeds, search and the interface."""
        return self.filter(state__in=OPENED)

    def with_page(self) -> "ConsultationQuerySet":
        """Those and the ones whose page says that they were cancelled after they had been opened."""
        return self.filter(opened_on__isnull=False)

    def taking(self, at: datetime) -> "ConsultationQuerySet":
        """Opinions are taken at that moment."""
        return self.filter(state=State.OPEN, ends_at__gt=at)

    def waiting(self, at: datetime) -> "ConsultationQuerySet":
        """The period is over and the result is not out."""
        return self.filter(Q(state__in=WAITING) | Q(state=State.OPEN, ends_at__lte=at))

    def finished(self) -> "ConsultationQuerySet":
        return self.filter(state=State.RESULT)

    def visible_to(self, actor: Actor) -> "ConsultationQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class Consultation(Governed):
    """``days`` are the natural days the public has; ``opened_on`` is not counted, ``ends_at`` the exclusive end of the
    last one, ``ends_on``. ``published_at`` is when it was opened, ``shortener_id`` who approved a shorter period."""

    workflow: ClassVar[Workflow] = CONSULTATION_WORKFLOW

    state = models.CharField("状态", max_length=14, choices=State, default=State.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="consultations", verbose_name="征求意见的机关")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="consultations", verbose_name="要出台的文件"
    )
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    category = models.CharField("预公开事项", max_length=12, choices=Category)
    scope = models.CharField("参与事项范围", max_length=10, choices=Scope)
    legal_kind = models.CharField("适用的期限", max_length=14, choices=LegalKind)
    publish_ways = models.JSONField("公布方式", default=list)
    participation = models.JSONField("参与方式", default=list)
    summary = models.TextField("要决定什么", blank=True)
    draft = models.TextField("拟定方案（草案）", blank=True)
    explanation = models.TextField("草案说明", blank=True)
    reasons = models.TextField("理由", blank=True)
    basis = models.TextField("决策依据", blank=True)
    how_to_reply = models.TextField("提意见的其他方式", blank=True)
    affected = models.TextField("涉及的特定群体", blank=True)
    partners = models.TextField("和谁沟通协商", blank=True)
    decided_on = models.DateField("决定预公开的日子")
    days = models.PositiveSmallIntegerField("征求意见几日", default=SHORTEST)
    short_reason = models.TextField("缩短期限的理由", blank=True)

    drafter_id = models.BigIntegerField("起草人编号")
    editor_id = models.BigIntegerField("最后修改人编号", null=True)
    shortener_id = models.BigIntegerField("批准缩短的人编号", null=True)
    secrecy_kinds = models.CharField("审查勾选的情形", max_length=120, blank=True)
    secrecy_opinion = models.TextField("保密审查意见", blank=True)
    reviewed_at = models.DateTimeField("保密审查时间", null=True)
    exclusion = models.CharField("不适用的情形", max_length=12, choices=Exclusion, blank=True)
    exclusion_basis = models.TextField("不适用的依据", blank=True)

    published_at = models.DateTimeField("发布时间", null=True)
    opened_on = models.DateField("发布日", null=True)
    ends_on = models.DateField("截止日", null=True)
    ends_at = models.DateTimeField("截止时刻", null=True)
    extended_reason = models.TextField("延长的理由", blank=True)
    cancelled_reason = models.TextField("取消的原因", blank=True)

    result_summary = models.TextField("采纳情况说明", blank=True)
    result_drafter_id = models.BigIntegerField("结果起草人编号", null=True)
    result_at = models.DateTimeField("结果公布时间", null=True)
    is_late = models.BooleanField("结果超期", default=False)
    last_number = models.PositiveIntegerField("最后的意见序号", default=0, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "预公开和征求意见"
        ordering = ["-pk"]
        constraints = [
            # Whoever writes into the table: the full period, or a reason for all to read and a second person.
            models.CheckConstraint(
                condition=Q(opened_on=None)
                | Q(ends_on__gte=F("opened_on") + timedelta(days=SHORTEST))
                | (~Q(short_reason="") & Q(shortener_id__isnull=False) & ~Q(shortener_id=F("drafter_id"))),
                name="consultation_full_period",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OPENED)
                | Q(secrecy_kinds="", reviewed_at__isnull=False, published_at__isnull=False, opened_on__isnull=False)
                & Q(ends_on__isnull=False, ends_at__isnull=False)
                & ~Q(draft="")
                & ~Q(explanation="")
                & ~Q(reasons="")
                & ~Q(basis="")
                & ~Q(how_to_reply=""),
                name="consultation_opened_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RESULT) | (Q(result_at__isnull=False) & ~Q(result_summary="")),
                name="consultation_result_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.EXEMPT) | (~Q(exclusion="") & ~Q(exclusion_basis="")),
                name="consultation_exempt_with_basis",
            ),
        ]
        indexes = [
            # The three public lists and their pages by place.
            models.Index(fields=["state", "-published_at", "-id"], name="consultation_newest"),
            models.Index(fields=["organ", "state"], name="consultation_organ_state"),
            # "Which periods are over now?", asked by the worker.
            models.Index(fields=["ends_at"], condition=Q(state="open"), name="consultation_ending"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/consultations/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        """The heir answers after a reform."""
        return self.organ.heir().pk

    @property
    def is_shortened(self) -> bool:
        return bool(self.days < SHORTEST)

    @property
    def has_result(self) -> bool:
        return bool(self.state == State.RESULT)

    def takes_opinions(self, at: datetime) -> bool:
        """To the last moment of the last day and no longer, whatever the row still says."""
        return self.state == State.OPEN and self.ends_at is not None and at < self.ends_at

    def is_waiting(self, at: datetime) -> bool:
        """The period is over and the result is not out."""
        return self.state in WAITING or (self.state == State.OPEN and not self.takes_opinions(at))

    def days_left(self, at: datetime) -> int:
        """Natural days after today; 0 on the last one."""
        return max(0, (self.ends_on - local(at).date()).days) if self.ends_on else 0

    def last_day(self, opened_on: date) -> date:
        """The last day of the period when it is opened that day, which itself is not counted."""
        return opened_on + timedelta(days=self.days)

    def names_of_ways(self) -> list[str]:
        return [str(PublishWay(code).label) for code in self.publish_ways]

    def names_of_participation(self) -> list[str]:
        return [str(Participation(code).label) for code in self.participation]


class Passage(models.Model):
    """One piece of the draft. The text of a draft that was opened never changes, so ``anchor`` stays what it is."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="passages", verbose_name="征求意见")
    position = models.PositiveSmallIntegerField("次序")
    anchor = models.CharField("锚点", max_length=12)
    is_heading = models.BooleanField("标题行", default=False)
    text = models.TextField("文字")

    class Meta:
        verbose_name = "草案段落"
        verbose_name_plural = "草案段落"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "position"], name="passage_position_once"),
            models.UniqueConstraint(fields=["consultation", "anchor"], name="passage_anchor_once"),
        ]

    def __str__(self) -> str:
        return f"第{self.position}段"


class Theme(models.Model):
    """Opinions that say the same, and one answer to all of them; read by everybody once the result is out."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="themes", verbose_name="征求意见")
    title = models.CharField("主题", max_length=NAME_LENGTH)
    summary = models.TextField("主要观点", blank=True)
    verdict = models.CharField("采纳情况", max_length=8, choices=Verdict, blank=True)
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = "意见主题"
        verbose_name_plural = "意见主题"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "title"], name="theme_title_once")]

    def __str__(self) -> str:
        return self.title
