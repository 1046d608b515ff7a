"""检查: who was drawn, what was looked at there, and what was found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assessment.inspection.checklist import BY_CODE, CheckItem
from assessment.inspection.moves import INSPECTION_WORKFLOW, LINE_WORKFLOW
from assessment.inspection.states import WAYS, InspectionState, LineState
from assessment.problems.models import Problem
from assessment.problems.states import CheckWay
from disclosure.documents.models import Document
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.subjects import TITLE_LENGTH
from portal.workflow import Governed, Workflow


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, actor: Actor) -> "InspectionQuerySet":
        """Those who see every organ all of them; an organ those it was drawn in, while they run only announced ones."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        drawn = Target.objects.filter(organ__in=own).values("inspection")
        return self.filter(Q(announced=True) | Q(state=InspectionState.CLOSED), pk__in=drawn)


class Inspection(Governed):
    """One check. ``organ`` leads it. ``seed`` and ``drawn_on`` with the pools give the draw again; ``organ_pool`` and
    ``page_pool`` say how many there were to draw from, ``pool_digest`` which."""

    workflow: ClassVar[Workflow] = INSPECTION_WORKFLOW

    state = models.CharField(
        "状态", max_length=12, choices=InspectionState, default=InspectionState.UNDERWAY, editable=False
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="inspections", verbose_name="牵头单位")
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    way = models.CharField("检查方式", max_length=12, choices=[(way.value, way.label) for way in WAYS])
    announced = models.BooleanField("事先通知")
    scope = models.TextField("检查内容和要求", blank=True)
    seed = models.CharField("随机数种子", max_length=32)
    drawn_on = models.DateField("抽取日期")
    drawn_at = models.DateTimeField("抽取时间")
    organ_pool = models.PositiveIntegerField("参加抽取的单位数")
    page_pool = models.PositiveIntegerField("参加抽取的页面数")
    pool_digest = models.CharField("抽取范围的摘要", max_length=64)
    starter_name = models.CharField("发起人", max_length=150)
    report = models.TextField("检查报告", blank=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.CharField("办结人", max_length=150, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "检查"
        verbose_name_plural = "检查"
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=InspectionState.CLOSED) | Q(closed_at__isnull=False), name="inspection_closed_when"
            ),
            models.CheckConstraint(
                condition=~Q(way=CheckWay.UNANNOUNCED) | Q(announced=False), name="inspection_unannounced"
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="inspection_open")]  # the queue of 政务公开办

    def __str__(self) -> str:
        return self.title

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk


class Target(models.Model):
    """What was drawn: an organ, or a public page of one. ``place`` is the order of the draw."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="targets", verbose_name="检查")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="inspected", verbose_name="单位")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="inspected", verbose_name="页面")
    place = models.PositiveIntegerField("抽取顺序")

    class Meta:
        verbose_name = "抽中的单位或者页面"
        verbose_name_plural = "抽中的单位和页面"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "document"], name="target_page_once"),
            models.UniqueConstraint(
                fields=["inspection", "organ"], condition=Q(document=None), name="target_organ_once"
            ),
        ]

    def __str__(self) -> str:
        return self.document.title if self.document else self.organ.short_name


class CheckLineQuerySet(models.QuerySet["CheckLine"]):
    def visible_to(self, actor: Actor) -> "CheckLineQuerySet":
        """An organ sees its own: of announced and of finished checks all, of others what was found."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        known = Q(inspection__announced=True) | Q(inspection__state=InspectionState.CLOSED) | Q(state=LineState.FAULTY)
        return self.filter(known, organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class CheckLine(Governed):
    """One item of the checklist, looked at in one place. ``problem`` is what became of a fault, once."""

    workflow: ClassVar[Workflow] = LINE_WORKFLOW

    state = models.CharField("结果", max_length=10, choices=LineState, default=LineState.PENDING, editable=False)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="lines", verbose_name="检查")
    target = models.ForeignKey(Target, models.PROTECT, related_name="lines", verbose_name="抽中的单位或者页面")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="check_lines", verbose_name="单位")
    item = models.CharField("检查项目", max_length=20)
    note = models.TextField("说明", blank=True)
    problem = models.OneToOneField(
        Problem, models.PROTECT, null=True, related_name="check_line", verbose_name="考评问题"
    )
    checked_at = models.DateTimeField("检查时间", null=True)
    checked_by = models.CharField("检查人", max_length=150, blank=True)

    objects = CheckLineQuerySet.as_manager()

    class Meta:
        verbose_name = "检查项目"
        verbose_name_plural = "检查项目"
        ordering = ["inspection", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["target", "item"], name="check_line_once"),
            models.CheckConstraint(
                condition=Q(state=LineState.FAULTY, problem__isnull=False)
                | ~Q(state=LineState.FAULTY) & Q(problem=None),
                name="check_line_fault_is_a_problem",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}：{self.row.title}"

    @property
    def row(self) -> CheckItem:
        """What is looked at."""
        return BY_CODE[self.item]


class LineFile(models.Model):
    """Evidence of what was seen; for the house and the organ, never for the public."""

    line = models.ForeignKey(CheckLine, models.PROTECT, related_name="files", verbose_name="检查项目")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="check_line_files", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "检查证据"
        verbose_name_plural = "检查证据"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name
