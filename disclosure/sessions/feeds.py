"""Feed of government meetings: what was announced, what was decided."""

from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from disclosure.sessions.models import Session
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    rows = Session.objects.public().select_related("organ").defer("record")
    newest_first = rows.order_by(Coalesce("published_at", "announced_at").desc(), "-pk")
    return answer(request, FeedPage("政府会议", "/sessions/", [_entry(row) for row in newest_first[:ENTRIES]]), ending)


def _entry(row: Session) -> Entry:
    moment = row.published_at if row.has_result else row.announced_at
    words = "公布了议定的事项" if row.has_result else row.summary
    return Entry(row.title, row.get_absolute_url(), words, row.organ.name, clock.local(moment) if moment else None)
