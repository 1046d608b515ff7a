"""年度考评 of one organ, frozen when the leading group approves it, and the numbered errata after that."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from assessment.problems.models import Problem
from assessment.scoring.moves import ASSESSMENT_WORKFLOW
from assessment.scoring.states import AssessmentState, Change
from assessment.standards.models import Standard
from assessment.standards.states import Grade
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow

DIGEST_LENGTH = 64


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, actor: Actor) -> "AssessmentQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class Assessment(Governed):
    """``self_points`` is what the organ gives itself, by item. ``fraud`` is taken off for falsehood, ``bonus`` given as
    a demonstration unit. ``total``, ``grade``, ``frozen`` and ``digest`` are written at the approval: what it was
    made of, and the SHA-256 of that; errata write them anew."""

    workflow: ClassVar[Workflow] = ASSESSMENT_WORKFLOW

    state = models.CharField(
        "状态", max_length=16, choices=AssessmentState, default=AssessmentState.OPEN, editable=False
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="assessments", verbose_name="单位")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="assessments", verbose_name="考评标准")
    year = models.PositiveSmallIntegerField("年度")
    self_points = models.JSONField("自评分", default=dict)
    self_summary = models.TextField("工作总结", blank=True)
    assessed_itself_at = models.DateTimeField("自评时间", null=True)
    opinion = models.TextField("评议意见", blank=True)
    fraud = models.DecimalField("弄虚作假扣分", max_digits=3, decimal_places=1, default=Decimal(0))
    fraud_facts = models.TextField("弄虚作假的情况", blank=True)
    bonus = models.DecimalField("示范创建加分", max_digits=3, decimal_places=1, default=Decimal(0))
    proposer_id = models.BigIntegerField("评议人编号", null=True)
    proposed_at = models.DateTimeField("评议时间", null=True)
    approved_by = models.CharField("审定人", max_length=150, blank=True)
    approved_at = models.DateTimeField("审定时间", null=True)
    total = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True)
    grade = models.CharField("等次", max_length=10, choices=Grade, blank=True)
    frozen = models.JSONField("得分依据", default=dict)
    digest = models.CharField("依据的摘要", max_length=DIGEST_LENGTH, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "年度考评"
        verbose_name_plural = "年度考评"
        ordering = ["-year", "organ__position", "organ"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "year"], name="assessment_once"),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.APPROVED, total__isnull=False, approved_at__isnull=False)
                & ~Q(grade="")
                & ~Q(digest="")
                | ~Q(state=AssessmentState.APPROVED) & Q(total=None),
                name="assessment_approved_with_score",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{self.year}年考评"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk


class Erratum(models.Model):
    """更正第N号: one change to an approved score, with the score before and after. Never edited."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="errata", verbose_name="年度考评")
    number = models.PositiveSmallIntegerField("第几号")
    change = models.CharField("内容", max_length=8, choices=Change)
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="errata", verbose_name="问题")
    reason = models.TextField("理由")
    before = models.DecimalField("更正前", max_digits=5, decimal_places=1)
    after = models.DecimalField("更正后", max_digits=5, decimal_places=1)
    digest = models.CharField("更正后依据的摘要", max_length=DIGEST_LENGTH)
    approved_by = models.CharField("批准人", max_length=150)
    approved_at = models.DateTimeField("批准时间")

    class Meta:
        verbose_name = "成绩更正"
        verbose_name_plural = "成绩更正"
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="erratum_number_once"),
            models.UniqueConstraint(fields=["change", "problem"], name="erratum_of_problem_once"),
        ]

    def __str__(self) -> str:
        return f"更正第{self.number}号"
