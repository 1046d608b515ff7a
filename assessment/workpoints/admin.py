"""要点 in the staff site: the plan with its board and its bars over the year, the share of each organ."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessment.workpoints import forms, gates, services
from assessment.workpoints.models import TaskFile, TaskShare, WorkPlan
from assessment.workpoints.selectors import board
from assessment.workpoints.states import CHECKERS, DRAFTERS, PlanState, ShareState
from portal import clock
from portal.actors import Actor
from portal.files.serving import send
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.case import Tab
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

TONES = {ShareState.DONE: "ok", ShareState.UNDERWAY: "plain", ShareState.REPORTED: "warn"}


def _no_draft(plan: WorkPlan, actor: Actor) -> str:
    if plan.state != PlanState.DRAFT:
        return "要点已经下达。"
    return "" if any(actor.holds_anywhere(role) for role in DRAFTERS) else "草稿由政务公开办修改。"


def _no_progress(share: TaskShare, actor: Actor) -> str:
    if share.state != ShareState.UNDERWAY:
        return "任务不在办理中。"
    return "" if services.may_note(share, actor) else "进展由承担任务的单位登记。"


def _no_urging(share: TaskShare, actor: Actor) -> str:
    if share.state != ShareState.UNDERWAY:
        return "任务不在办理中。"
    return "" if any(actor.holds_anywhere(role) for role in CHECKERS) else "督办由政务公开办发。"


@admin.register(WorkPlan)
class WorkPlanAdmin(GovernedAdmin):
    nav_position = 76
    case_template = "admin/assessment/workplan/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "add_task": ActPage(
            services.add_task,
            forms.AddTask,
            label="添加任务",
            button="添加",
            why_not=_no_draft,
            mends=(gates.every_task_can_be_done,),
        ),
        "take_out_task": ActPage(services.take_out_task, forms.TakeOut, label="删去任务", why_not=_no_draft, rare=True),
        "issue": ActPage(services.issue, note="下达以后各单位马上收到自己的任务，按完成日期计时，任务不能再改。"),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "draft_plan": ActPage(services.draft_plan, forms.Draft, label="起草工作要点", button="起草", note="一年一份。")
    }
    list_display = ("title", "year", "number", "state", "issued_at")
    list_filter: ClassVar[Any] = ("state",)

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DRAFTERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=WorkPlan.objects.visible_to(actor).order_by().values("pk"))

    def tabs(self, subject: WorkPlan) -> list[Tab]:
        return [Tab("work", "任务"), Tab("bars", "进度图")]

    def case_context(self, request: HttpRequest, subject: WorkPlan, tab: str) -> dict[str, Any]:
        actor, today = visitor.actor(request), clock.local(visitor.moment(request)).date()
        rows = board(subject, today)
        seen = TaskShare.objects.visible_to(actor).filter(task__plan=subject).values_list("pk", flat=True)
        return {
            "head_line": [f"{subject.year}年", subject.number],
            "rows": rows,
            "seen": set(seen),
            "today": today.timetuple().tm_yday if today.year == subject.year else 0,
            "on": today,
            "done": sum(row.tone == "ok" for row in rows),
            "late": sum(row.late for row in rows),
        }


@admin.register(TaskShare)
class TaskShareAdmin(GovernedAdmin):
    nav_position = 77
    case_template = "admin/assessment/taskshare/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "note_progress": ActPage(services.note_progress, forms.Progress, label="登记进展", why_not=_no_progress),
        "report": ActPage(services.report, forms.Report, note="提交以后由政务公开办核实，期限到此停止计算。"),
        "urge": ActPage(services.urge, forms.Urge, label="督办", why_not=_no_urging),
        "accept": ActPage(services.accept, forms.Review),
        "send_back": ActPage(services.send_back, forms.Review, note="单位接着办，重新计时。"),
    }
    list_display = ("title", "organ_name", "due", "state_tag")
    list_filter: ClassVar[Any] = ("state", "leads", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "task")

    @admin.display(description="任务", ordering="task")
    def title(self, row: TaskShare) -> str:
        return str(row.task)

    @admin.display(description="单位", ordering="organ")
    def organ_name(self, row: TaskShare) -> str:
        return f"{row.organ.short_name}（牵头）" if row.leads else row.organ.short_name

    @admin.display(description="完成日期", ordering="task__due_on")
    def due(self, row: TaskShare) -> str:
        return f"{row.task.due_on:%Y年%-m月%-d日}"

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: TaskShare) -> SafeString:
        tone = TONES[ShareState(row.state)]
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=TaskShare.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: TaskShare, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.organ.short_name, "牵头" if subject.leads else "责任单位"],
            "task": subject.task,
            "notes": subject.notes.prefetch_related("files__file"),
        }

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        return [
            path("<path:object_id>/change/file/<int:file_id>/", file, name="assessment_taskshare_file"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """Evidence, for whoever may see the share."""
        subject = self.subject_or_404(request, object_id)
        rows = TaskFile.objects.filter(note__share=subject).select_related("file")
        return send(request, get_object_or_404(rows, pk=file_id).file)


register(
    QueueSource(
        model=WorkPlan,
        name="工作要点",
        visible=lambda actor: WorkPlan.objects.visible_to(actor),
        steps=(Step("issue", {PlanState.DRAFT}, "下达工作要点", "等下达"),),
        headline=str,
        situation=lambda row: f"{row.year}年，{row.get_state_display()}。",
    )
)
register(
    QueueSource(
        model=TaskShare,
        name="要点任务",
        visible=lambda actor: TaskShare.objects.visible_to(actor),
        steps=(
            Step("report", {ShareState.UNDERWAY}, "完成任务并报告", "等单位完成"),
            Step("accept", {ShareState.REPORTED}, "核实任务", "等政务公开办核实"),
        ),
        headline=str,
        situation=lambda row: f"{row.task.due_on:%Y年%-m月%-d日}以前完成。",
        related=("organ", "task"),
    )
)
