"""Feed of released answers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from portal import clock
from portal.site.feeds import Entry, FeedPage
from portal.site.feeds import answer as feed
from requests_app.proposing import selectors
from requests_app.proposing.models import PublishedAnswer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in selectors.public_answers()[:ENTRIES]]
    return feed(request, FeedPage("公开的答复", "/requests/answers/", entries), ending)


def _entry(row: PublishedAnswer) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    return Entry(row.title, row.get_absolute_url(), row.question, row.organ.name, at)
