"""台账: what was sent back, what is filed instead of published, what readers found wrong. Read, never edited."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Case, Count, OuterRef, Subquery, Value, When
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from disclosure.documents.admin.acts import ANSWERS
from disclosure.documents.codes import ReturnReason
from disclosure.documents.models import Document, ErrorReport, Return, WithheldRecord
from disclosure.documents.services import clocks
from portal import clock
from portal.actors import Actor
from portal.deadlines.models import Deadline
from portal.staff import visitor
from portal.staff.permissions import AppointedAdmin, of_own_organs
from portal.staff.reveal import RevealsPersonalData

REASON_SHOWN = 60


def with_next_assessment(rows: models.QuerySet[Any], at: datetime) -> models.QuerySet[Any]:
    """``next_due``, the day of the next assessment, and ``tone``: bad when it has passed, warn when it is near."""
    running = (
        Deadline.objects.running()
        .filter(subject_label=Document._meta.label_lower, subject_id=OuterRef("document"), rule=clocks.WITHHELD_REVIEW)
        .order_by("pk")
    )
    due, ends, warns = (Subquery(running.values(name)[:1]) for name in ("due_on", "due_at", "warn_at"))
    tone = Case(When(ends__lte=at, then=Value("bad")), When(warns__lte=at, then=Value("warn")), default=Value("ok"))
    dated: models.QuerySet[Any] = rows.annotate(next_due=due, ends=ends, warns=warns, tone=tone)
    return dated


def document_link(row: Any) -> SafeString:
    """The case page of the document a register's row belongs to."""
    address = reverse("admin:disclosure_document_change", args=[row.document_id])
    return format_html('<a class="long" href="{}">{}</a>', address, row.document)


class RegisterAdmin(AppointedAdmin):
    """Rows that link to their document; they have no page of their own."""

    list_display_links = None


@admin.register(Return)
class ReturnAdmin(RegisterAdmin):
    """退文统计 (S0-5.7): every return, and how many for which reason."""

    nav_position, nav_name = 30, "退文统计"
    change_list_template = "admin/disclosure/return/change_list.html"
    list_display = ("at", "document_title", "reason", "note", "from_state", "person_name")
    list_filter = ("reason", "from_state", "at", ("document__organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("document",)
    search_fields = ("document__title", "note")
    search_help_text = "标题、说明"

    @admin.display(description="公文", ordering="document")
    def document_title(self, row: Return) -> SafeString:
        return document_link(row)

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        return of_own_organs(rows, actor, organ="document__organ")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            rows = response.context_data["cl"].queryset.order_by()
            found = dict(rows.values_list("reason").annotate(count=Count("pk")))
            response.context_data["totals"] = [(reason.label, found.get(reason, 0)) for reason in ReturnReason]
        return response


class AssessmentFilter(admin.SimpleListFilter):
    """Where a record stands with its next assessment."""

    title, parameter_name = "评估", "assessment"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "逾期没有评估"), ("near", "快到期"), ("released", "已转为公开")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() == "released":
            return queryset.exclude(released_at=None)
        tone = {"overdue": "bad", "near": "warn"}.get(self.value() or "")
        return queryset.filter(tone=tone) if tone else queryset


@admin.register(WithheldRecord)
class WithheldRecordAdmin(RegisterAdmin):
    """备案台账 (S0-5.6.3) with the next assessment of each record (S0-1.4b)."""

    nav_position, nav_name = 20, "备案台账"

    list_display = ("filing", "document_title", "what", "next_assessment", "last_assessment")
    list_filter = ("attribute", AssessmentFilter, "basis", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("document",)
    search_fields = ("number", "document__title", "reason")
    search_help_text = "备案号、标题、理由"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return with_next_assessment(super().get_queryset(request), visitor.moment(request))

    @admin.display(description="公文", ordering="document")
    def document_title(self, row: WithheldRecord) -> SafeString:
        return document_link(row)

    @admin.display(description="属性、依据和理由", ordering="attribute")
    def what(self, row: WithheldRecord) -> SafeString:
        basis = f"{row.get_basis_display()}。" if row.basis else ""
        words = '<div class="long">{}<p class="small muted">{}{}</p></div>'
        return format_html(words, row.get_attribute_display(), basis, Truncator(row.reason).chars(REASON_SHOWN))

    @admin.display(description="备案号和日期", ordering="recorded_at")
    def filing(self, row: WithheldRecord) -> SafeString:
        day = f"{clock.local(row.recorded_at):%Y-%m-%d}"
        return format_html('{}<p class="small muted">{}</p>', row.number, day)

    @admin.display(description="下次评估", ordering="next_due")
    def next_assessment(self, row: Any) -> SafeString | str:
        if row.next_due is None:
            return "不用再评估" if row.released_at else "—"
        words = {"bad": "逾期", "warn": "快到期"}.get(row.tone)
        tag = format_html('<p><span class="tag tag-{}">{}</span></p>', row.tone, words) if words else ""
        return format_html("{}{}", row.next_due.isoformat(), tag)

    @admin.display(description="上次结论", ordering="assessed_at")
    def last_assessment(self, row: WithheldRecord) -> SafeString | str:
        if row.assessed_at is None:
            return "还没有评估过"
        day = f"{clock.local(row.assessed_at):%Y-%m-%d}"
        tone, words = ("ok", "可以公开") if row.released_at else ("plain", "仍不公开")
        return format_html('<span class="tag tag-{}">{}</span><p class="small muted">{}</p>', tone, words, day)


@admin.register(ErrorReport)
class ErrorReportAdmin(RevealsPersonalData):
    """网站找错: each report is answered, with what was done or why not."""

    nav_position = 40
    acts = ANSWERS
    case_template = "admin/disclosure/errorreport/case.html"
    list_display = ("summary", "page", "state", "at")
    list_display_links = ("summary",)
    list_filter = ("state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("text", "page")

    @admin.display(description="哪里错了")
    def summary(self, report: ErrorReport) -> str:
        return report.text[:60]

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.organ.short_name],
            "headline": f"找错{subject.pk}：{subject.text[:60]}",
            "personal_facts": self.personal_facts(request, subject),
        }
