"""整改通知书: which problems an organ is to mend by when, what it says it did, what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assessment.problems.models import Problem
from assessment.rectification.moves import CRITICISM_WORKFLOW, RECTIFICATION_WORKFLOW
from assessment.rectification.states import OUT, CriticismState, RectificationState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.letters.models import Letter
from portal.workflow import Governed, Workflow


class RectificationQuerySet(models.QuerySet["Rectification"]):
    def visible_to(self, actor: Actor) -> "RectificationQuerySet":
        """An organ sees its own once they are issued, those who see every organ all of them."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)), state__in=OUT)


class Rectification(Governed):
    """One notice to one organ. ``leader`` is the organ whose office sends it, ``days`` working days are given for it;
    ``round`` counts how often the organ was told to mend it."""

    workflow: ClassVar[Workflow] = RECTIFICATION_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=RectificationState, default=RectificationState.DRAFT, editable=False
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="rectifications", verbose_name="单位")
    leader = models.ForeignKey(Organ, models.PROTECT, related_name="rectifications_sent", verbose_name="下发单位")
    basis = models.CharField("依据", max_length=200)
    demand = models.TextField("整改要求")
    reply_way = models.TextField("反馈方式")
    days = models.PositiveSmallIntegerField("整改期限（工作日）")
    round = models.PositiveSmallIntegerField("第几次整改", default=1)
    drafted_at = models.DateTimeField("起草时间")
    drafter_name = models.CharField("起草人", max_length=150)
    issued_at = models.DateTimeField("下发时间", null=True)
    issuer_id = models.BigIntegerField("下发人编号", null=True)
    issuer_name = models.CharField("下发人", max_length=150, blank=True)
    letter = models.OneToOneField(
        Letter, models.PROTECT, null=True, related_name="rectification", verbose_name="整改通知书"
    )
    cleared_at = models.DateTimeField("销号时间", null=True)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = "整改通知"
        verbose_name_plural = "整改通知"
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=OUT) | Q(issued_at__isnull=False, letter__isnull=False),
                name="rectification_issued_by_letter",
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="rectification_has_a_period"),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="rectification_open"),  # the queue
            models.Index(fields=["organ", "state"], name="rectification_organ"),  # an organ's own
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}整改通知" + (
            f"（{self.letter.number}）" if self.letter else f"（草稿{self.pk}）"
        )

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk


class RectificationItem(models.Model):
    """A problem is sent for rectification once."""

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="items", verbose_name="整改通知")
    problem = models.OneToOneField(Problem, models.PROTECT, related_name="rectification_item", verbose_name="考评问题")

    class Meta:
        verbose_name = "要整改的问题"
        verbose_name_plural = "要整改的问题"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.problem)


class Feedback(models.Model):
    """What the organ says it did in one round, and what the review made of it."""

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="feedback", verbose_name="整改通知")
    round = models.PositiveSmallIntegerField("第几次整改")
    text = models.TextField("整改情况")
    given_at = models.DateTimeField("反馈时间")
    given_by = models.CharField("反馈人", max_length=150)
    review = models.TextField("复核意见", blank=True)
    passed = models.BooleanField("复核通过", null=True)
    reviewed_at = models.DateTimeField("复核时间", null=True)
    reviewed_by = models.CharField("复核人", max_length=150, blank=True)

    class Meta:
        verbose_name = "整改反馈"
        verbose_name_plural = "整改反馈"
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["rectification", "round"], name="feedback_once_a_round")]

    def __str__(self) -> str:
        return f"第{self.round}次反馈"


class FeedbackFile(models.Model):
    """Evidence that it was mended; for the house, never for the public."""

    feedback = models.ForeignKey(Feedback, models.PROTECT, related_name="files", verbose_name="整改反馈")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="feedback_files", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "整改证据"
        verbose_name_plural = "整改证据"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class CriticismQuerySet(models.QuerySet["Criticism"]):
    def visible_to(self, actor: Actor) -> "CriticismQuerySet":
        """Those who see every organ all of them; whoever handles cases anywhere what was circulated (S3-7.2)."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(state=CriticismState.CIRCULATED) if rules.case_organ_ids(actor) else self.none()


class Criticism(Governed):
    """通报批评, proposed by the system when nothing was mended in time (S2-11.10). ``refers``: it is a lead for
    holding somebody to account as well."""

    workflow: ClassVar[Workflow] = CRITICISM_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=CriticismState, default=CriticismState.PROPOSED, editable=False
    )
    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="criticisms", verbose_name="整改通知")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="criticisms", verbose_name="单位")
    round = models.PositiveSmallIntegerField("第几次整改")
    grounds = models.CharField("理由", max_length=300)
    proposed_at = models.DateTimeField("提出时间")
    words = models.TextField("通报内容", blank=True)
    refers = models.BooleanField("作为责任追究线索", default=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_by = models.CharField("决定人", max_length=150, blank=True)

    objects = CriticismQuerySet.as_manager()

    class Meta:
        verbose_name = "通报批评"
        verbose_name_plural = "通报批评"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            # Two workers at once propose the same only once.
            models.UniqueConstraint(fields=["rectification", "round"], name="criticism_once_a_round")
        ]
        indexes = [models.Index(fields=["state", "-id"], name="criticism_open")]  # the queue

    def __str__(self) -> str:
        return f"{self.organ.short_name}逾期没有整改"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk
