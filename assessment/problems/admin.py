"""考评问题 in the staff site: what was found, by whom, what it costs, what the organ says."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessment.problems import forms, services
from assessment.problems.models import Problem
from assessment.problems.sources import LABELS
from assessment.problems.states import DECIDERS, ProblemState
from portal import clock
from portal.actors import Actor
from portal.files.serving import send
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

TONES = {ProblemState.CONTESTED: "warn", ProblemState.LIFTED: "plain", ProblemState.MERGED: "plain"}


class SourceFilter(admin.SimpleListFilter):
    title = "来源"
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return LABELS.items()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(source=self.value()) if self.value() else queryset


@admin.register(Problem)
class ProblemAdmin(GovernedAdmin):
    nav_position = 82
    case_template = "admin/assessment/problem/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "contest": ActPage(
            services.contest, forms.Reason, note="政务公开办收到以后裁定，裁定以前照计。过了期限不能再提。"
        ),
        "uphold": ActPage(services.uphold, forms.Reason),
        "lift": ActPage(services.lift, forms.Reason, warning="撤销以后这个问题不再扣分，不能恢复。"),
        "merge": ActPage(services.merge, forms.Merge, note="同一个问题只在一处扣分，不重复扣分（考核评定标准备注2）。"),
        "add_evidence": ActPage(
            services.add_evidence,
            forms.Evidence,
            label="添加证据",
            button="添加",
            why_not=services.no_evidence,
            note="本单位也看得到。成绩审定的时候证据的摘要一起封存，以后不能再添。",
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "note_problem": ActPage(
            services.note_with_evidence,
            forms.Note,
            label="登记问题",
            button="登记",
            note="有期限、有检查的问题系统每天自己登记，这里只登记系统看不到的。单位马上收到通知，可以提出异议。",
        )
    }
    list_display = ("title", "organ_name", "year", "where_from", "state_tag", "occurred_on")
    list_filter: ClassVar[Any] = ("state", "year", SourceFilter, ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title",)
    search_help_text = "问题"

    @admin.display(description="单位", ordering="organ")
    def organ_name(self, row: Problem) -> str:
        return row.organ.short_name

    @admin.display(description="来源", ordering="source")
    def where_from(self, row: Problem) -> str:
        return LABELS.get(row.source, row.source)

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Problem) -> SafeString:
        return format_html(
            '<span class="tag tag-{}">{}</span>', TONES.get(ProblemState(row.state), "bad"), row.get_state_display()
        )

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DECIDERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Problem.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: Problem, tab: str) -> dict[str, Any]:
        found = (_moment(subject.found_at), subject.get_way_display(), subject.finder_name)
        facts = [
            ("单位", subject.organ.name),
            ("发生日期", f"{subject.occurred_on:%Y年%-m月%-d日}，计入{subject.year}年"),
            ("情况", subject.facts),
            ("依据", subject.article),
            ("来源", LABELS.get(subject.source, subject.source)),
            ("发现", "　".join(each for each in found if each)),
            ("异议期限", f"{subject.contest_by:%Y年%-m月%-d日}"),
            ("单位的异议", f"{_moment(subject.contested_at)}　{subject.objection}" if subject.contested_at else ""),
            ("裁定", f"{_moment(subject.decided_at)}　{subject.decision}" if subject.decided_at else ""),
        ]
        return {
            "head_line": [subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "case_link": case_link(subject, visitor.actor(request)),
            "same_as": subject.same_as,
            "files": subject.files.select_related("file"),
        }

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        return [
            path("<path:object_id>/change/file/<int:file_id>/", file, name="assessment_problem_file"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """Evidence, for whoever may see the problem."""
        subject = self.subject_or_404(request, object_id)
        return send(request, get_object_or_404(subject.files.select_related("file"), pk=file_id).file)


def case_link(problem: Problem, actor: Actor) -> str:
    """The page of the case itself in the staff site; empty where there is none."""
    if problem.subject is None:
        return ""
    app, model = problem.subject.label.split(".")
    try:
        return reverse(f"admin:{app}_{model}_change", args=[problem.subject.pk])
    except NoReverseMatch:
        return ""


def _moment(moment: Any) -> str:
    return f"{clock.local(moment):%Y年%-m月%-d日 %H:%M}" if moment else ""


register(
    QueueSource(
        model=Problem,
        name="考评问题",
        visible=lambda actor: Problem.objects.visible_to(actor),
        steps=(Step("uphold", {ProblemState.CONTESTED}, "裁定异议", "等裁定"),),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.organ.short_name}，{row.get_state_display()}。",
    )
)
