"""Feed of interviews and press conferences."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from portal import clock
from portal.site.feeds import Entry, FeedPage, answer
from sentiment.meetings.models import Meeting

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    rows = Meeting.objects.public().select_related("organ").defer("record").order_by("-announced_at", "-pk")
    entries = [_entry(row) for row in rows[:ENTRIES]]
    return answer(request, FeedPage("访谈和发布会", "/meetings/", entries), ending)


def _entry(row: Meeting) -> Entry:
    at = clock.local(row.announced_at) if row.announced_at else None
    return Entry(row.title, row.get_absolute_url(), row.summary, row.organ.name, at)
