"""Feed of clarifications."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from portal import clock
from portal.site.feeds import Entry, FeedPage, answer
from sentiment.clarification import selectors
from sentiment.clarification.models import Clarification

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in selectors.public_clarifications()[:ENTRIES]]
    return answer(request, FeedPage("澄清", "/clarifications/", entries), ending)


def _entry(row: Clarification) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    return Entry(row.title, row.get_absolute_url(), row.statement, row.author, at)
