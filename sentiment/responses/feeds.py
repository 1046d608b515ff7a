"""The newest answers, for readers of feeds; what was taken down disappears."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from portal import clock
from portal.site.feeds import Entry, FeedPage, answer
from sentiment.responses import selectors
from sentiment.responses.models import Response

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in selectors.newest(ENTRIES)]
    return answer(request, FeedPage("回应关切", "/concerns/", entries), ending)


def _entry(row: Response) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    return Entry(row.title, row.get_absolute_url(), row.question or row.body, row.organ.name, at)
