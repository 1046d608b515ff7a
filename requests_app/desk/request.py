"""依申请公开 in the staff site: the list, the case page, its acts."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.accounts import rules
from portal.actors import Actor
from portal.deadlines.selectors import lights
from portal.staff import clocks, visitor
from portal.staff.case import Tab
from portal.staff.governed import GovernedAdmin
from portal.staff.registers.base import ShowsSecretOnce
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import RECEIVERS, State
from requests_app.desk import dossier, downloads, filters, guided, ledger, panels, revealing
from requests_app.desk.acts import ACTS, REGISTER

_TONES = {
    State.SUBMITTED: "warn",
    State.ANSWERED: "ok",
    State.WITHDRAWN: "plain",
    State.MERGED: "plain",
    State.ARCHIVED: "plain",
    State.UNREACHABLE: "plain",
}


class ClockedList(ChangeList):
    """A page of the list with the most urgent clock of each row: two queries, however many rows."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = list(self.result_list)
        label = DisclosureRequest._meta.label_lower
        due = clocks.most_urgent({label: [row.pk for row in rows]})
        shown = {light.deadline.subject_id: light for light in lights(due.values(), visitor.moment(request))}
        for row in rows:
            row.light = shown.get(row.pk)
        self.result_list = rows


@admin.register(DisclosureRequest)
class DisclosureRequestAdmin(ShowsSecretOnce, GovernedAdmin):
    nav_position = 5
    acts = ACTS
    starts = {"register": REGISTER}
    case_template = "admin/requests_app/disclosurerequest/case.html"
    act_template = "admin/requests_app/disclosurerequest/act.html"
    change_list_template = "admin/requests_app/disclosurerequest/change_list.html"
    once_title, once_template = "登记好了", "admin/requests_app/disclosurerequest/code.html"
    list_display = ("heading", "state_tag", "clock", "received_on", "handler_name", "organ_name")
    list_display_links = ("heading",)
    list_filter = (
        filters.StandingFilter,
        "state",
        "channel",
        "applicant_kind",
        ("organ", admin.RelatedOnlyFieldListFilter),
        ("handler", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("organ", "handler")
    search_fields = ("number", "items__text")
    search_help_text = "申请编号、所需信息"
    ordering = ("-pk",)

    # --- the list -----------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("items")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Whoever sees the requests of one organ needs no column that says which."""
        actor = visitor.actor(request)
        if rules.sees_every_organ(actor) or len(rules.case_organ_ids(actor)) > 1:
            return self.list_display
        return tuple(name for name in self.list_display if name != "organ_name")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ClockedList

    @admin.display(description="申请")
    def heading(self, row: DisclosureRequest) -> SafeString:
        return format_html('<span class="number">{}　{}</span>{}', row.number, row.get_channel_display(), row.headline)

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: DisclosureRequest) -> SafeString:
        tone = _TONES.get(State(row.state), "wait")
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    @admin.display(description="期限")
    def clock(self, row: Any) -> SafeString | str:
        light = row.light
        return format_html('<span class="tag tag-{}">{}</span>', light.colour, light.words) if light else ""

    @admin.display(description="经办人", ordering="handler")
    def handler_name(self, row: DisclosureRequest) -> SafeString | str:
        return format_html('<span class="name">{}</span>', row.handler) if row.handler else ""

    @admin.display(description="机关", ordering="organ__position")
    def organ_name(self, row: DisclosureRequest) -> SafeString:
        return format_html('<span class="name">{}</span>', row.organ.short_name)

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        seen: models.QuerySet[Any] = rows.visible_to(actor)  # type: ignore[attr-defined]  # the rows of the default manager
        return seen

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in RECEIVERS)

    # --- one case -----------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The first look of somebody of the organ is noted: what nobody opened is an alarm of its own."""
        if self.has_view_permission(request):
            subject = self.subject_or_404(request, object_id)
            cases.note_opened(subject, actor=visitor.actor(request), at=visitor.moment(request))
        return super().change_view(request, object_id, form_url, extra_context)

    def tabs(self, subject: DisclosureRequest) -> list[Tab]:
        return [
            Tab("work", "办理"),
            Tab("form", "申请表"),
            Tab("letters", "文书", subject.services.count()),
            Tab("files", "附件", subject.files.count()),
            Tab("record", "全部记录"),
        ]

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        context: dict[str, Any] = {
            "headline": subject.headline,
            "head_line": [subject.number, subject.get_applicant_kind_display(), subject.get_channel_display()],
        }
        at, actor = visitor.moment(request), visitor.actor(request)
        if tab == "work":
            context |= panels.work(subject, actor, at=at)
        elif tab == "form":
            context |= panels.form(subject, actor)
        elif tab == "letters":
            context |= panels.letters(subject)
        elif tab == "files":
            context |= panels.files(subject)
        return context

    def act_context(self, act: str, subject: Any) -> dict[str, Any]:
        """Whoever reviews and signs sees what about, without leaving the page."""
        return panels.decided(subject) if act in panels.SHOWS_ANSWER else {}

    # --- further pages ------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"

        def page(view: Any) -> Any:
            return self.admin_site.admin_view(partial(view, self))

        case = "<path:object_id>/change"
        return [
            path("ledger.xlsx", page(ledger.download), name=f"{name}_ledger"),
            path(f"{case}/decide/<int:position>/", page(guided.decide_view), name=f"{name}_decide"),
            path(f"{case}/pages/<int:position>/", page(guided.pages_view), name=f"{name}_pages"),
            path(f"{case}/wording/<str:letter>/", page(guided.wording_view), name=f"{name}_wording"),
            path(f"{case}/draft/<str:letter>.<slug:ending>", page(downloads.draft), name=f"{name}_draft"),
            path(f"{case}/letter/<int:pk>.<slug:ending>", page(downloads.letter), name=f"{name}_letter"),
            path(f"{case}/slip/<int:pk>.<slug:ending>", page(downloads.slip), name=f"{name}_slip"),
            path(f"{case}/sheet/<slug:which>.<slug:ending>", page(downloads.sheet), name=f"{name}_sheet"),
            path(f"{case}/file/<int:pk>/", page(downloads.file), name=f"{name}_file"),
            path(f"{case}/reveal/<slug:field>/", page(revealing.view), name=f"{name}_reveal"),
            path(f"{case}/dossier.zip", page(dossier.download), name=f"{name}_dossier"),
            *super().get_urls(),
        ]
