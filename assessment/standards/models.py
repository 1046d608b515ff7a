"""考评标准 of one year: criteria, and the rules by which points are deducted. Rows, because each year is its own."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from assessment.standards.criteria import EXCELLENT, FRAUD, FULL_MARKS, LEAST_WEIGHT, PASSING
from assessment.standards.moves import STANDARD_WORKFLOW
from assessment.standards.states import Group, StandardState
from portal.accounts.models import Organ
from portal.workflow import Governed, Workflow

CODE_LENGTH = 8


def _points(label: str, **kwargs: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=5, decimal_places=1, **kwargs)


class StandardQuerySet(models.QuerySet["Standard"]):
    def with_marks(self) -> "StandardQuerySet":
        return self.prefetch_related("criteria__rules")

    def judged(self) -> "StandardQuerySet":
        """Those by which a score was approved."""
        return self.filter(assessments__approved_at__isnull=False).distinct()


class Standard(Governed):
    """``organ`` leads the assessment (S2-11.3). ``excellent`` and ``passing`` are the lowest points of their grades;
    ``fraud_from`` and ``fraud_to`` what may be taken off for falsehood (S2-11.12); ``bonus`` what a demonstration unit
    gets (S1-8.3b), beyond full marks only with ``may_exceed``. ``weight`` is the share of the city's whole performance
    assessment in percent (S3-7.5a). A year that was approved is changed by a new ``edition`` of it."""

    workflow: ClassVar[Workflow] = STANDARD_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=StandardState, default=StandardState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="standards", verbose_name="牵头单位")
    year = models.PositiveSmallIntegerField("年度")
    edition = models.PositiveSmallIntegerField("第几版", default=1)
    basis = models.CharField("依据", max_length=200)
    excellent = _points("优秀的最低分", default=EXCELLENT)
    passing = _points("合格的最低分", default=PASSING)
    fraud_from = _points("弄虚作假最少扣", default=FRAUD[0])
    fraud_to = _points("弄虚作假最多扣", default=FRAUD[1])
    bonus = _points("示范创建加分", default=Decimal(2))
    may_exceed = models.BooleanField("加分可以超过100分", default=False)
    weight = _points("占绩效考核的权重（%）", default=LEAST_WEIGHT)
    writer_id = models.BigIntegerField("起草人编号", null=True)
    approved_by = models.CharField("批准人", max_length=150, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True)

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = "考评标准"
        verbose_name_plural = "考评标准"
        ordering = ["-year", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["year", "edition"], name="standard_edition_once"),
            models.CheckConstraint(
                condition=Q(passing__gt=0, excellent__gt=F("passing"), excellent__lte=FULL_MARKS),
                name="standard_grades_in_order",
            ),
            models.CheckConstraint(
                condition=Q(fraud_from__gte=0, fraud_to__gte=F("fraud_from")), name="standard_fraud_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state=StandardState.DRAFT) | Q(approved_at__isnull=False), name="standard_approved"
            ),
        ]

    def __str__(self) -> str:
        again = f"（第{self.edition}版）" if self.edition > 1 else ""
        return f"{self.year}年政府信息公开考评标准{again}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    def rules(self) -> Iterator["DeductionRule"]:
        """All rules in the order of the table."""
        for criterion in self.criteria.all():
            yield from criterion.rules.all()


class Criterion(models.Model):
    """One item: its points are the most that can be lost in it (S2-11.N1)."""

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="criteria", verbose_name="考评标准")
    code = models.CharField("代码", max_length=CODE_LENGTH)
    group = models.CharField("部分", max_length=1, choices=Group)
    title = models.CharField("内容", max_length=200)
    dimension = models.CharField("方面", max_length=20)
    points = _points("满分")

    class Meta:
        verbose_name = "考评项目"
        verbose_name_plural = "考评项目"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "code"], name="criterion_once"),
            models.CheckConstraint(condition=Q(points__gt=0), name="criterion_has_points"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class DeductionRule(models.Model):
    """``points`` for each case, at most ``at_most`` cases a year (0: no limit); ``sources`` are codes of the automatic
    sources whose problems fall under it."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="rules", verbose_name="考评项目")
    code = models.CharField("代码", max_length=CODE_LENGTH)
    title = models.CharField("扣分的情形", max_length=200)
    points = _points("每次扣")
    at_most = models.PositiveSmallIntegerField("最多计几次", default=0, help_text="0表示不限次数")
    sources = models.JSONField("自动来源", default=list)

    class Meta:
        verbose_name = "扣分规则"
        verbose_name_plural = "扣分规则"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "code"], name="deduction_rule_once"),
            models.CheckConstraint(condition=Q(points__gt=0), name="deduction_rule_has_points"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
