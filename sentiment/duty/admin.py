"""监测日志 in the staff site: the stretches that were watched, and those that were not."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal import clock
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from sentiment.duty import forms, selectors, services
from sentiment.duty.models import Watch
from sentiment.tickets.states import REGISTRARS

GAPS_SHOWN = 50


@admin.register(Watch)
class WatchAdmin(GovernedAdmin):
    nav_position = 62
    case_template = "admin/sentiment/watch/case.html"
    change_list_template = "admin/sentiment/watch/change_list.html"
    starts = {
        "record_watch": ActPage(
            services.record_watch,
            forms.RecordWatch,
            label="登记监测日志",
            button="登记",
            note="监测要全天候，不能断档。",
        )
    }
    list_display = ("__str__", "source_words", "person_name", "recorded")
    list_filter = (("organ", admin.RelatedOnlyFieldListFilter), "starts_at")
    list_select_related = ("organ",)

    @admin.display(description="监测的来源")
    def source_words(self, row: Watch) -> str:
        return row.source_words

    @admin.display(description="登记时间", ordering="recorded_at")
    def recorded(self, row: Watch) -> str:
        return f"{clock.local(row.recorded_at):%m-%d %H:%M}"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in REGISTRARS)

    def case_context(self, request: HttpRequest, subject: Watch, tab: str) -> dict[str, Any]:
        return {"head_line": [subject.person_name]}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            at = visitor.moment(request)
            found = selectors.gaps(selectors.watchers(visitor.actor(request), at=at), at=at)
            response.context_data |= {"gaps": found[:GAPS_SHOWN], "gap_count": len(found)}
        return response
