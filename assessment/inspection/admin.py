"""检查 in the staff site: the check with its draw, and each item of its checklist."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessment.inspection import forms, gates, selectors, services
from assessment.inspection.models import CheckLine, Inspection
from assessment.inspection.states import INSPECTORS, InspectionState, LineState
from portal import clock
from portal.accounts import rules
from portal.actors import Actor
from portal.files.serving import send
from portal.staff import visitor
from portal.staff.acts import ActPage, ReasonForm
from portal.staff.case import Tab
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

TONES = {LineState.FAULTY: "bad", LineState.IN_ORDER: "ok", LineState.PENDING: "warn", LineState.SKIPPED: "plain"}


def _not_to_rectify(inspection: Inspection, actor: Actor) -> str:
    if inspection.state != InspectionState.CLOSED:
        return "检查办结以后才起草整改通知书。"
    return "" if any(actor.holds_anywhere(role) for role in INSPECTORS) else "整改通知书由政务公开办起草。"


@admin.register(Inspection)
class InspectionAdmin(GovernedAdmin):
    nav_position = 83
    case_template = "admin/assessment/inspection/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "close": ActPage(
            services.close,
            forms.Report,
            mends=(gates.everything_was_looked_at,),
            note="办结以后，被检查的单位看得到自己的结果和报告。",
        ),
        "rectify": ActPage(
            services.rectify,
            label="起草整改通知书",
            why_not=_not_to_rectify,
            note="有问题的单位各起草一份，改好以后再下发。",
        ),
        "call_off": ActPage(services.call_off, ReasonForm, warning="停止以后不能再继续；已经登记的问题不变。"),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "start": ActPage(
            services.start,
            forms.Start,
            label="发起检查",
            button="随机抽取并发起",
            note="单位和网页由系统随机抽取，种子留存，任何时候都可以重抽核对。",
        )
    }
    list_display = ("title", "way", "state", "drawn_on")
    list_filter: ClassVar[Any] = ("state", "way")
    search_fields = ("title",)
    search_help_text = "名称"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in INSPECTORS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Inspection.objects.visible_to(actor).order_by().values("pk"))

    def is_insider(self, subject: Inspection, actor: Actor) -> bool:
        """The record names everybody who was drawn."""
        return rules.sees_every_organ(actor)

    def tabs(self, subject: Inspection) -> list[Tab]:
        return [Tab("work", "办理"), Tab("draw", "抽取")]

    def case_context(self, request: HttpRequest, subject: Inspection, tab: str) -> dict[str, Any]:
        actor = visitor.actor(request)
        if tab == "draw":
            return {"again": selectors.drawn_again(subject), "pages": self._pages(subject, actor)}
        return {
            "head_line": [subject.get_way_display(), "事先通知" if subject.announced else "不事先通知"],
            "tallies": selectors.tallies(subject, actor),
            "pages": self._pages(subject, actor),
        }

    def _pages(self, subject: Inspection, actor: Actor) -> QuerySet[Any]:
        lines = subject.lines.visible_to(actor).order_by().values("target")
        return subject.targets.filter(document__isnull=False, pk__in=lines).select_related("document", "organ")


@admin.register(CheckLine)
class CheckLineAdmin(GovernedAdmin):
    nav_position = 84
    case_template = "admin/assessment/checkline/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "pass_line": ActPage(services.pass_line, in_bulk=True),
        "find_fault": ActPage(
            services.find_fault, forms.Fault, note="登记为考评问题，单位马上收到通知，可以提出异议。"
        ),
        "skip": ActPage(services.skip, ReasonForm),
    }
    list_display = ("what", "organ_name", "page", "state_tag", "inspection")
    list_filter: ClassVar[Any] = (
        "state",
        ("inspection", admin.RelatedOnlyFieldListFilter),
        ("organ", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("organ", "inspection", "target__document")

    @admin.display(description="检查什么")
    def what(self, row: CheckLine) -> str:
        return row.row.title

    @admin.display(description="单位", ordering="organ")
    def organ_name(self, row: CheckLine) -> str:
        return row.organ.short_name

    @admin.display(description="页面")
    def page(self, row: CheckLine) -> str:
        return row.target.document.title if row.target.document else ""

    @admin.display(description="结果", ordering="state")
    def state_tag(self, row: CheckLine) -> SafeString:
        return format_html('<span class="tag tag-{}">{}</span>', TONES[LineState(row.state)], row.get_state_display())

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=CheckLine.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {"rule": subject.row.rule} if act == "find_fault" else {}

    def case_context(self, request: HttpRequest, subject: CheckLine, tab: str) -> dict[str, Any]:
        facts = [
            ("单位", subject.organ.name),
            ("怎样算没有问题", subject.row.aim),
            ("依据", subject.row.article),
            ("说明", subject.note),
            ("检查", f"{_moment(subject.checked_at)}　{subject.checked_by}" if subject.checked_at else ""),
        ]
        seen = Inspection.objects.visible_to(visitor.actor(request)).filter(pk=subject.inspection_id).exists()
        return {
            "head_line": [subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "page": subject.target.document,
            "inspection": subject.inspection if seen else None,
            "files": subject.files.select_related("file"),
        }

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        return [
            path("<path:object_id>/change/file/<int:file_id>/", file, name="assessment_checkline_file"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """Evidence, for whoever may see the line."""
        subject = self.subject_or_404(request, object_id)
        return send(request, get_object_or_404(subject.files.select_related("file"), pk=file_id).file)


def _moment(moment: Any) -> str:
    return f"{clock.local(moment):%Y年%-m月%-d日 %H:%M}"


register(
    QueueSource(
        model=Inspection,
        name="检查",
        visible=lambda actor: Inspection.objects.visible_to(actor),
        steps=(Step("close", {InspectionState.UNDERWAY}, "逐项检查，办结", "检查中"),),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.get_way_display()}，{row.get_state_display()}。",
    )
)
