"""The staff pages of public opinion, room by room; an answer begins on the page of its ticket."""

from functools import partial

from django.contrib import admin
from django.urls import URLPattern, path

from portal.staff.acts import ActPage
from sentiment.clarification.admin import ClarificationAdmin, ConsentAdmin
from sentiment.duty import views as duty
from sentiment.duty.admin import WatchAdmin
from sentiment.mailbox.admin import MessageAdmin
from sentiment.meetings.admin import MeetingAdmin
from sentiment.reproofs.admin import ReproofAdmin
from sentiment.responses import forms, services
from sentiment.responses.admin import ResponseAdmin
from sentiment.tickets import gates
from sentiment.tickets.admin import DomainDutyAdmin, TicketPages
from sentiment.tickets.models import Ticket


@admin.register(Ticket)
class TicketAdmin(TicketPages):
    acts = TicketPages.acts | {
        "draft": ActPage(
            services.draft,
            forms.Write,
            label="起草回应",
            button="保存",
            note="可以提前起草；送审、保密审查、签发以后公开。",
            mends=(gates.is_answered, gates.result_is_public, gates.conference_was_held),
            why_not=services.no_draft,
        )
    }

    def get_urls(self) -> list[URLPattern]:
        screen = self.admin_site.admin_view(partial(duty.screen, self.admin_site))
        lines = self.admin_site.admin_view(duty.lines)
        return [
            path("duty/", screen, name="sentiment_duty"),
            path("duty/lines/", lines, name="sentiment_duty_lines"),
            *super().get_urls(),
        ]


__all__ = [
    "ClarificationAdmin",
    "ConsentAdmin",
    "DomainDutyAdmin",
    "MeetingAdmin",
    "MessageAdmin",
    "ReproofAdmin",
    "ResponseAdmin",
    "TicketAdmin",
    "WatchAdmin",
]
