"""工作要点 of a year, its tasks, and the share each organ has in one: what it did, with evidence, and who urged it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assessment.workpoints.moves import PLAN_WORKFLOW, SHARE_WORKFLOW
from assessment.workpoints.states import NoteKind, PlanState, ShareState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.subjects import TITLE_LENGTH
from portal.workflow import Governed, Workflow


class WorkPlanQuerySet(models.QuerySet["WorkPlan"]):
    def visible_to(self, actor: Actor) -> "WorkPlanQuerySet":
        """Those who see every organ all of them; whoever handles cases anywhere what was issued."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(state=PlanState.ISSUED) if rules.case_organ_ids(actor) else self.none()


class WorkPlan(Governed):
    """The year's 要点. ``organ`` leads it."""

    workflow: ClassVar[Workflow] = PLAN_WORKFLOW

    state = models.CharField("状态", max_length=8, choices=PlanState, default=PlanState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="work_plans", verbose_name="牵头单位")
    year = models.PositiveSmallIntegerField("年度", unique=True)
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    number = models.CharField("文号", max_length=60, blank=True)
    drafter_id = models.BigIntegerField("起草人编号", null=True)
    drafted_at = models.DateTimeField("起草时间")
    issued_at = models.DateTimeField("下达时间", null=True)

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "工作要点"
        verbose_name_plural = "工作要点"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PlanState.ISSUED) | Q(issued_at__isnull=False), name="work_plan_issued_when"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk


class WorkTask(models.Model):
    """One task. ``lead`` answers for the whole of it; without one every organ answers for its own share."""

    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="tasks", verbose_name="工作要点")
    number = models.PositiveSmallIntegerField("序号")
    part = models.CharField("部分", max_length=60, blank=True)
    title = models.CharField("任务", max_length=TITLE_LENGTH)
    demand = models.TextField("要求")
    lead = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="led_tasks", verbose_name="牵头单位")
    responsible = models.ManyToManyField(Organ, related_name="work_tasks", verbose_name="责任单位")
    due_on = models.DateField("完成日期")

    class Meta:
        verbose_name = "要点任务"
        verbose_name_plural = "要点任务"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="work_task_number_once")]

    def __str__(self) -> str:
        return f"{self.number}．{self.title}"

    def organ_ids(self) -> list[int]:
        """Everybody who has a share, the lead first, nobody twice."""
        lead = [self.lead_id] if self.lead_id else []
        return list(dict.fromkeys([*lead, *(organ.pk for organ in self.responsible.all())]))


class TaskShareQuerySet(models.QuerySet["TaskShare"]):
    def visible_to(self, actor: Actor) -> "TaskShareQuerySet":
        """An organ sees its own and all of the tasks it leads."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(Q(organ__in=own) | Q(task__lead__in=own))


class TaskShare(Governed):
    """What one organ has to do for a task. ``round`` counts how often it was begun: a report that is sent back gives a
    new period."""

    workflow: ClassVar[Workflow] = SHARE_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=ShareState, default=ShareState.UNDERWAY, editable=False)
    task = models.ForeignKey(WorkTask, models.PROTECT, related_name="shares", verbose_name="任务")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="task_shares", verbose_name="单位")
    leads = models.BooleanField("牵头")
    round = models.PositiveSmallIntegerField("第几次办理", default=1)
    done_at = models.DateTimeField("销号时间", null=True)

    objects = TaskShareQuerySet.as_manager()

    class Meta:
        verbose_name = "单位承担的任务"
        verbose_name_plural = "单位承担的任务"
        ordering = ["task__due_on", "task__number", "-leads", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "organ"], name="task_share_once"),
            models.CheckConstraint(
                condition=Q(state=ShareState.DONE, done_at__isnull=False) | ~Q(state=ShareState.DONE) & Q(done_at=None),
                name="task_share_done_when",
            ),
        ]
        indexes = [models.Index(fields=["organ", "state"], name="task_share_open")]  # the queue of an organ

    def __str__(self) -> str:
        return f"{self.organ.short_name}：{self.task.title}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk


class TaskNote(models.Model):
    """One entry of a share: progress, the report that it is done, a reminder, what the check said. Never edited."""

    share = models.ForeignKey(TaskShare, models.PROTECT, related_name="notes", verbose_name="单位承担的任务")
    kind = models.CharField("类别", max_length=10, choices=NoteKind)
    text = models.TextField("内容")
    made_at = models.DateTimeField("时间")
    made_by = models.CharField("填写人", max_length=150)

    class Meta:
        verbose_name = "任务记录"
        verbose_name_plural = "任务记录"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.text[:40]}"


class TaskFile(models.Model):
    """Evidence; for the house, never for the public."""

    note = models.ForeignKey(TaskNote, models.PROTECT, related_name="files", verbose_name="任务记录")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="task_files", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "任务证据"
        verbose_name_plural = "任务证据"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name
