"""文书台账 in the staff site: which letters were issued under which numbers.

Nothing is changed here, and no word of a letter is shown.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.actors import Actor
from portal.clock import local
from portal.letters.models import Letter
from portal.spreadsheets import XLSX, Sheet, workbook
from portal.staff import visitor
from portal.staff.permissions import sees_cases
from portal.staff.registers.base import RegisterAdmin
from portal.staff.timeline import in_full

HEADINGS = (
    "文号",
    "文书名称",
    "落款机关",
    "对象",
    "成文日期",
    "出具时间",
    "出具人",
    "状态",
    "作废时间",
    "作废人",
    "作废理由",
)
_WIDTHS = (26, 28, 24, 20, 12, 18, 12, 10, 18, 12, 40)
_BATCH = 500


class StandingFilter(admin.SimpleListFilter):
    """Void letters apart from those that count."""

    title = "状态"
    parameter_name = "void"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "未作废"), ("yes", "已作废")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(void__isnull=self.value() == "no") if self.value() in {"no", "yes"} else queryset


@admin.register(Letter)
class LetterAdmin(RegisterAdmin):
    """Whoever may read the cases of an organ reads its register; the words of a letter stand in its case."""

    nav_position = 40
    nav_name = "文书台账"
    facts = (
        "title",
        "number",
        "organ",
        "organ_name",
        "subject_title",
        "dated",
        "issued_at",
        "issued_by",
        "content_hash",
    )
    list_display = ("number_or_none", "titled", "organ_short", "subject_title", "dated", "standing")
    list_display_links = ("number_or_none", "titled")
    list_filter = (StandingFilter, "title", ("organ", admin.RelatedOnlyFieldListFilter), "dated")
    list_select_related = ("organ", "void")
    search_fields = ("number", "subject_title", "title")
    search_help_text = "文号、对象、文书名称"

    def may_enter(self, actor: Actor) -> bool:
        return sees_cases(actor)

    def may_create(self, actor: Actor) -> bool:
        return False

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        return rows.filter(pk__in=Letter.objects.visible_to(actor).values("pk"))

    @admin.display(description="文号", ordering="number")
    def number_or_none(self, letter: Letter) -> str:
        return letter.number or "不编号"

    @admin.display(description="文书名称", ordering="title")
    def titled(self, letter: Letter) -> SafeString:
        return format_html('<span class="name">{}</span>', letter.title)

    @admin.display(description="机关", ordering="organ")
    def organ_short(self, letter: Letter) -> SafeString:
        return format_html('<span class="name">{}</span>', letter.organ.short_name)

    @admin.display(description="状态")
    def standing(self, letter: Letter) -> str:
        return "已作废" if letter.is_void else "未作废"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("register.xlsx", view, name="letters_letter_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """发文登记 as a workbook: the letters the person may see, with the filters and the search of the list."""
        if not self.has_view_permission(request):
            return HttpResponse(status=403)
        found = self.get_changelist_instance(request).get_queryset(request).select_related("void").order_by("-pk")
        content = workbook(Sheet("发文登记", HEADINGS, _lines(found.iterator(chunk_size=_BATCH)), _WIDTHS))
        response = HttpResponse(content, content_type=XLSX)
        day = local(visitor.moment(request)).date().isoformat()
        response["Content-Disposition"] = f'attachment; filename="letters-{day}.xlsx"'
        response["Cache-Control"] = "no-store, private"
        return response

    def more_facts(self, subject: Any, request: HttpRequest) -> list[tuple[str, str]]:
        if not subject.is_void:
            return [("状态", "未作废")]
        void = subject.void
        moment = in_full(void._meta.get_field("at"), void.at)
        return [("状态", "已作废"), ("作废时间", moment), ("作废人", void.by), ("作废理由", void.reason)]


def _lines(letters: Iterable[Letter]) -> Iterator[tuple[str, ...]]:
    """One row a letter; nothing of what it says."""
    for letter in letters:
        void = letter.void if letter.is_void else None
        yield (
            letter.number or "不编号",
            letter.title,
            letter.organ_name,
            letter.subject_title,
            letter.dated.isoformat(),
            f"{local(letter.issued_at):%Y-%m-%d %H:%M}",
            letter.issued_by,
            "已作废" if void else "未作废",
            f"{local(void.at):%Y-%m-%d %H:%M}" if void else "",
            void.by if void else "",
            void.reason if void else "",
        )
