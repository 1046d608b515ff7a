"""转载 in the staff site: the allow-list, the tasks, and how well they are done."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from disclosure.reposting import forms, selectors, services
from disclosure.reposting.drilling import shown
from disclosure.reposting.models import RepostSource, RepostTask
from disclosure.reposting.states import TaskState
from disclosure.reposting.tables import csv_lines
from portal import clock
from portal.accounts.states import Role
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register
from portal.staff.timeline import in_full

_SOURCE = ("name", "host", "level", "is_active")
REPORT_DAYS = 90
"""What the report looks at when nobody says otherwise."""

TONES: dict[str, str] = {TaskState.OPEN: "wait", TaskState.DONE: "ok", TaskState.WAIVED: "plain"}
_TASK = ("source", "issued_at", "done_at", "is_late")


def facts(row: Any, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Name and value of the fields that are filled in."""
    fields = [(row._meta.get_field(name), getattr(row, name)) for name in names]
    return [
        (field.verbose_name, str(value) if field.is_relation else in_full(field, value))
        for field, value in fields
        if value not in (None, "")
    ]


def not_oversight(_row: Any, actor: Actor) -> str:
    return "" if actor.holds_anywhere(Role.OVERSIGHT) else "转载来源由政务公开办管理。"


@admin.register(RepostSource)
class RepostSourceAdmin(GovernedAdmin):
    nav_position = 28
    case_template = "admin/disclosure/catalogue/case.html"
    acts = {
        "edit_source": ActPage(services.edit_source, forms.Source, label="修改", button="保存", why_not=not_oversight)
    }
    starts = {"set_source": ActPage(services.set_source, forms.Source, label="新增来源")}
    list_display = _SOURCE
    list_filter = ("level", "is_active")

    def may_create(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.OVERSIGHT)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        """Whoever reposts should know from where."""
        return rows

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in _SOURCE} if subject else {}

    def case_context(self, request: HttpRequest, subject: RepostSource, tab: str) -> dict[str, Any]:
        return {"head_line": [subject.host], "row_facts": facts(subject, _SOURCE)}


@admin.register(RepostTask)
class RepostTaskAdmin(GovernedAdmin):
    nav_position = 26
    change_list_template = "admin/disclosure/reposttask/change_list.html"
    case_template = "admin/disclosure/reposttask/case.html"
    acts = {
        "complete": ActPage(services.complete, forms.Complete, note="转载的公文要先发布，原文链接和任务一致。"),
        "waive": ActPage(services.waive, forms.Reason),
    }
    starts = {"give_task": ActPage(services.give_task, forms.GiveTask, label="布置转载任务")}
    list_display = ("title", "state_tag", "organ_name", "source", "issued", "done")
    list_display_links = ("title",)
    list_filter = (
        "state",
        "is_late",
        "issued_at",
        ("organ", admin.RelatedOnlyFieldListFilter),
        ("source", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("organ", "source")
    search_fields = ("title",)
    search_help_text = "标题"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        late = selectors.overdue(visitor.moment(request))
        marked: QuerySet[Any] = (
            super().get_queryset(request).annotate(is_overdue=Case(When(late, then=True), default=False))
        )
        return marked

    @admin.display(description="状态", ordering="state")
    def state_tag(self, task: Any) -> SafeString:
        tone, more = TONES[task.state], ""
        if task.is_late:
            tone, more = "warn", "，超时"
        elif task.is_overdue:
            tone, more = "bad", "，已超时"
        return format_html('<span class="tag tag-{}">{}{}</span>', tone, task.get_state_display(), more)

    @admin.display(description="转载单位", ordering="organ")
    def organ_name(self, task: RepostTask) -> str:
        return task.organ.short_name

    @admin.display(description="原文发布", ordering="issued_at")
    def issued(self, task: RepostTask) -> str:
        return f"{clock.local(task.issued_at):%m-%d %H:%M}"

    @admin.display(description="转载", ordering="done_at")
    def done(self, task: RepostTask) -> str:
        return f"{clock.local(task.done_at):%m-%d %H:%M}" if task.done_at else "—"

    def may_create(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.OVERSIGHT)

    def case_context(self, request: HttpRequest, subject: RepostTask, tab: str) -> dict[str, Any]:
        return {"headline": subject.title, "head_line": [subject.organ.short_name], "row_facts": facts(subject, _TASK)}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            found = selectors.cells(response.context_data["cl"].queryset, at=visitor.moment(request))
            response.context_data["figures"] = selectors.total(found)
        return response

    # --- the report ---------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        report, table = (self.admin_site.admin_view(view) for view in (self.report_view, self.table_view))
        return [
            path("report/", report, name="disclosure_reposttask_report"),
            path("report/report.csv", table, name="disclosure_reposttask_table"),
            *super().get_urls(),
        ]

    def _period(self, request: HttpRequest) -> forms.Period:
        today = clock.local(visitor.moment(request)).date()
        usual = {"starts_on": today - timedelta(days=REPORT_DAYS - 1), "ends_on": today}
        return forms.Period({name: request.GET.get(name, day) for name, day in usual.items()})

    def _cells(self, request: HttpRequest, starts_on: date, ends_on: date) -> list[selectors.Cell]:
        tasks = selectors.of_period(self.get_queryset(request), starts_on, ends_on)
        return selectors.cells(tasks, at=visitor.moment(request))

    def report_view(self, request: HttpRequest) -> HttpResponse:
        """How the organs one may see reposted in a period, by organ and by source (S3-5.1f)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        period = self._period(request)
        context = {
            **self.admin_site.each_context(request),
            "title": "转载情况报告",
            "list_url": self.list_url(),
            "period": period,
            "check_url": reverse("admin:disclosure_repostcheck_add") if self.may_create(visitor.actor(request)) else "",
        }
        if period.is_valid():
            days = period.cleaned_data
            found = self._cells(request, **days)
            context |= days | {
                "total": selectors.total(found),
                "by_organ": shown(selectors.by_organ(found), "organ", **days),
                "by_source": shown(selectors.by_source(found), "source", **days),
            }
        return TemplateResponse(request, "admin/disclosure/reposttask/report.html", context)

    def table_view(self, request: HttpRequest) -> HttpResponse:
        """The same figures as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        period = self._period(request)
        if not period.is_valid():
            return HttpResponseBadRequest("起止日期不对".encode(), content_type="text/plain; charset=utf-8")
        return csv_answer(self._cells(request, **period.cleaned_data), "转载情况")


def csv_answer(found: list[selectors.Cell], name: str) -> HttpResponse:
    """The figures as a file to keep."""
    return HttpResponse(
        "".join(csv_lines(found)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{name}.csv")},
    )


register(
    QueueSource(
        model=RepostTask,
        name="转载任务",
        visible=lambda actor: of_own_organs(RepostTask.objects.all(), actor),
        steps=(Step("complete", {TaskState.OPEN}, "转载并登记", "等转载"),),
        headline=lambda task: task.title,
        situation=lambda task: f"{task.source.name}发布，要及时转载。",
        related=("organ", "source"),
    )
)
