"""The newest editions of guides, for readers of feeds."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from disclosure.services_guide import selectors
from disclosure.services_guide.models import ServiceGuide
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in selectors.newest()[:ENTRIES]]
    return answer(request, FeedPage("办事指南", "/services/", entries), ending)


def _entry(row: ServiceGuide) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    note = row.change_note if row.edition > 1 else f"{row.time_limit}，{row.get_online_display()}"
    return Entry(row.name, row.get_absolute_url(), note, row.organ.name, at)
