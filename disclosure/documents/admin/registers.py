"""台账: what was sent back, what is filed instead of published, what readers found wrong. Read, never edited."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.documents.admin.acts import ANSWERS
from disclosure.documents.codes import ReturnReason
from disclosure.documents.models import ErrorReport, Return, WithheldRecord
from portal.actors import Actor
from portal.staff.permissions import AppointedAdmin, of_own_organs
from portal.staff.reveal import RevealsPersonalData


def document_link(row: Any) -> SafeString:
    """The case page of the document a register's row belongs to."""
    address = reverse("admin:disclosure_document_change", args=[row.document_id])
    return format_html('<a href="{}">{}</a>', address, row.document)


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


@admin.register(WithheldRecord)
class WithheldRecordAdmin(RegisterAdmin):
    """备案台账 (S0-5.6.3)."""

    nav_position, nav_name = 20, "备案台账"

    list_display = (
        "number",
        "document_title",
        "attribute",
        "basis",
        "reason",
        "recorded_at",
        "assessed_at",
        "released_at",
    )
    list_filter = ("attribute", "basis", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("document",)
    search_fields = ("number", "document__title", "reason")
    search_help_text = "备案号、标题、理由"

    @admin.display(description="公文", ordering="document")
    def document_title(self, row: WithheldRecord) -> SafeString:
        return document_link(row)


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
