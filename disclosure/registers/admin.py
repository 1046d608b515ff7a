"""台账 in the staff site: what can be registered, what was, what lacks; all of it from the rows of the kinds."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from disclosure.registers import forms, gates, kinds, selectors, services, tables
from disclosure.registers.kinds import Enclosed, RegisterKind
from disclosure.registers.models import RegisterEntry, RegisterReminder
from disclosure.registers.periods import period_with
from disclosure.registers.states import EntryState, ReminderState
from portal import clock, spreadsheets
from portal.accounts import rules
from portal.accounts.selectors import site_organ
from portal.accounts.states import Role
from portal.actors import Actor
from portal.files.serving import send
from portal.screening.selectors import findings_to_show, open_findings
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register

FINDINGS_SHOWN = 50
_FILERS = {Role.OVERSIGHT, *(role for kind in kinds.KINDS for role in kind.filers)}


class _StartOfEachKind(Mapping[str, ActPage]):
    """One page for every row of the table of registers, and so for a row that was added a moment ago."""

    def __getitem__(self, code: str) -> ActPage:
        row = kinds.BY_CODE[code]
        return ActPage(services.file_entry, forms.form_for(row), label=f"登记{row.name}", button="登记", note=row.note)

    def __iter__(self) -> Iterator[str]:
        return iter(kinds.BY_CODE)

    def __len__(self) -> int:
        return len(kinds.BY_CODE)


class KindFilter(admin.SimpleListFilter):
    title = "台账"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return kinds.choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class YearFilter(admin.SimpleListFilter):
    """With a kind of what stands until it is ended: what stood on some day of the year."""

    title = "年份"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = model_admin.get_queryset(request).dates("happened_on", "year", order="DESC")
        return [(str(day.year), f"{day.year}年") for day in days]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.value() or ""
        if not (asked.isascii() and asked.isdecimal() and len(asked) == 4 and int(asked)):
            return queryset
        row = kinds.BY_CODE.get(request.GET.get("kind", ""))
        if row and row.is_standing:
            return RegisterEntry.objects.filter(pk__in=selectors.of_year(queryset, row, int(asked)).values("pk"))  # type: ignore[arg-type]  # the admin's rows are of this model
        return queryset.filter(happened_on__year=int(asked))


class PeriodFilter(admin.SimpleListFilter):
    title = "期间"
    parameter_name = "period"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = model_admin.get_queryset(request).exclude(period="").order_by("-period")
        codes = rows.values_list("period", flat=True).distinct()
        return [(code, period.label) for code in codes if (period := period_with(code))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(period=self.value()) if self.value() else queryset


def _not_standing(entry: RegisterEntry, actor: Actor) -> str:
    if not entry.row.is_standing or entry.ended_on:
        return "已经停用，或者是记一次的事，不用停用。"
    return services.no_pen(entry, actor)


def _takes_no_files(entry: RegisterEntry, actor: Actor) -> str:
    return "这个台账不收附件。" if entry.row.enclosed is Enclosed.NONE else services.no_pen(entry, actor)


def _not_to_settle(entry: RegisterEntry, actor: Actor) -> str:
    return "没有要处理的筛查结果。" if not open_findings(entry).exists() else services.no_pen(entry, actor)


def _settle(entry: RegisterEntry, **given: Any) -> None:
    services.settle_findings(entry, findings=open_findings(entry), **given)


@admin.register(RegisterEntry)
class RegisterEntryAdmin(GovernedAdmin):
    nav_position = 77
    nav_name = "台账"
    change_list_template = "admin/disclosure/registers/entries.html"
    case_template = "admin/disclosure/registers/case.html"
    starts = _StartOfEachKind()
    acts: ClassVar[dict[str, ActPage]] = {
        "publish": ActPage(services.publish, note="任何人都能看到。证明材料和标了“不公开”的内容不显示。"),
        "correct_entry": ActPage(
            services.correct_entry, forms.CorrectEntry, label="更正", button="保存", why_not=services.no_pen
        ),
        "add_files": ActPage(
            services.add_files, forms.AddFiles, label="添加证明材料", button="添加", why_not=_takes_no_files
        ),
        "settle_findings": ActPage(
            _settle, forms.Settle, label="处理筛查结果", why_not=_not_to_settle, mends=(gates.is_screened,)
        ),
        "end_entry": ActPage(services.end_entry, forms.EndEntry, label="停用", why_not=_not_standing),
        "withdraw": ActPage(services.withdraw, forms.Reason, warning="只用于登记错了的。撤销以后不再算数，记录还在。"),
        "take_down": ActPage(services.take_down, forms.Reason, warning="公众页面上马上没有了，也不再算数。"),
    }
    list_display = ("title", "register", "organ", "when", "state")
    list_filter = (KindFilter, ("organ", admin.RelatedOnlyFieldListFilter), YearFilter, PeriodFilter, "state")
    list_select_related = ("organ",)
    search_fields = ("title", "filer_name")
    search_help_text = "内容、登记人"

    @admin.display(description="台账", ordering="kind")
    def register(self, row: RegisterEntry) -> str:
        return row.row.name

    @admin.display(description="日期", ordering="happened_on")
    def when(self, row: RegisterEntry) -> str:
        return row.happened_on.isoformat() + (f"至{row.ended_on.isoformat()}" if row.ended_on else "")

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in _FILERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=RegisterEntry.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "correct_entry":
            return {}
        return {"happened_on": subject.happened_on, **subject.values}

    def get_urls(self) -> list[URLPattern]:
        seen = self.admin_site.admin_view
        return [
            path("gaps/", seen(self.gaps_view), name="disclosure_register_gaps"),
            path("table/<str:name>", seen(self.table_view), name="disclosure_register_table"),
            path("<path:object_id>/change/file/<int:file_id>/", seen(self.file_view), name="disclosure_register_file"),
            *super().get_urls(),
        ]

    # --- pages --------------------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Which register: all of them by chapter, with what the person's organs still lack."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        on = clock.local(visitor.moment(request)).date()
        context = {
            **self._frame(request, None),
            "title": "登记台账",
            "groups": selectors.desk(visitor.actor(request), on=on, office=site_organ(on)),
        }
        return TemplateResponse(request, "admin/disclosure/registers/desk.html", context)

    def start_view(self, request: HttpRequest, act: str) -> HttpResponse:
        row = kinds.BY_CODE.get(act)
        if row and not self._may_file(request, row):
            raise PermissionDenied
        return super().start_view(request, act)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        row = kinds.BY_CODE.get(request.GET.get("kind", ""))
        title = row.name if row else self.nav_name
        may = row is not None and self._may_file(request, row)
        given = {"row": row, "title": title, "may_file": may, "asked": request.GET.urlencode()}
        return super().changelist_view(request, {"starts": [], **given, **(extra_context or {})})

    def _may_file(self, request: HttpRequest, row: RegisterKind) -> bool:
        actor, on = visitor.actor(request), clock.local(visitor.moment(request)).date()
        office = site_organ(on) if row.by_office else None
        return selectors.filing_organs(row, actor, on=on, office=office).exists()

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        row = subject.row
        return {
            "head_line": [row.name, subject.organ.short_name, subject.period_label],
            "row": row,
            "row_facts": subject.facts(inside=True),
            "files": subject.files.select_related("file"),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
            "is_shown": subject.state == EntryState.PUBLIC,
        }

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """A file that proves an entry, for whoever may see the entry."""
        subject = self.subject_or_404(request, object_id)
        return send(request, get_object_or_404(subject.files.select_related("file"), pk=file_id).file)

    def gaps_view(self, request: HttpRequest) -> HttpResponse:
        """Which organ owes which period of which register; of the person's organs, for the office of all."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        on = clock.local(visitor.moment(request)).date()
        form = forms.Year(request.GET if "year" in request.GET else {"year": on.year})
        context = {**self._frame(request, None), "title": "台账缺口", "form": form}
        if form.is_valid():
            context |= self._gaps(request, form.cleaned_data["year"], on)
        return TemplateResponse(request, "admin/disclosure/registers/gaps.html", context)

    def _gaps(self, request: HttpRequest, year: int, on: Any) -> dict[str, Any]:
        actor = visitor.actor(request)
        organs = selectors.keepers(on)
        if not rules.sees_every_organ(actor):
            organs = [organ for organ in organs if organ.pk in rules.case_organ_ids(actor)]
        rows = selectors.gaps(year, on=on, organs=organs, office=site_organ(on))
        chosen = next((row for row in rows if row.kind.code == request.GET.get("kind")), None)
        return {"year": year, "rows": rows, "chosen": chosen}

    def table_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """``registers.xlsx`` or ``registers.csv``: what the list shows, as it is filtered."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_changelist_instance(request).get_queryset(request).select_related("organ")
        if name == "registers.xlsx":
            response = HttpResponse(tables.book(found), content_type=spreadsheets.XLSX)
        elif name == "registers.csv":
            row = kinds.BY_CODE.get(request.GET.get("kind", ""))
            response = HttpResponse("".join(tables.csv(found, row)), content_type=spreadsheets.CSV)
        else:
            raise Http404
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "no-store, private"
        return response


@admin.register(RegisterReminder)
class RegisterReminderAdmin(GovernedAdmin):
    nav_position = 78
    case_template = "admin/disclosure/registers/reminder.html"
    list_display = ("__str__", "state", "sentence", "made_at")
    list_filter = ("state", "rhythm", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        rows = [kinds.BY_CODE[code] for code in subject.missing if code in kinds.BY_CODE]
        return {"head_line": [subject.organ.name], "lacking": rows}


register(
    QueueSource(
        model=RegisterEntry,
        name="台账",
        visible=lambda actor: RegisterEntry.objects.visible_to(actor),
        steps=(
            Step(
                "publish",
                {EntryState.FILED},
                "看过以后公开",
                "等公开",
                when=lambda _at: Q(kind__in=kinds.public_codes()),
                not_for=lambda actor, _at: Q(filer_id=actor.id),
            ),
        ),
        headline=lambda entry: entry.title,
        situation=lambda entry: f"{entry.organ.short_name}登记的{entry.row.name}。",
    )
)

register(
    QueueSource(
        model=RegisterReminder,
        name="台账催报",
        visible=lambda actor: of_own_organs(RegisterReminder.objects.all(), actor),
        steps=(Step("complete", {ReminderState.OWED}, "登记还缺的台账", "等登记"),),
        headline=str,
        situation=lambda reminder: f"{reminder.sentence}。",
    )
)
