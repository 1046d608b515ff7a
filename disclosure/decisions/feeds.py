"""Feed of decisions: that one began, that it was announced."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from disclosure.decisions import selectors
from disclosure.decisions.models import Decision
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    rows = selectors.public_list()[:ENTRIES]
    return answer(request, FeedPage("重大行政决策", "/decisions/", [_entry(row) for row in rows]), ending)


def _entry(row: Decision) -> Entry:
    at = row.announced_at or row.published_at
    title = f"{row.title}（{row.get_state_display()}）"
    return Entry(title, row.get_absolute_url(), row.matter, row.organ.name, clock.local(at) if at else None)
