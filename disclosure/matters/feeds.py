"""Changes of the list of matters, for readers of feeds."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from disclosure.matters import selectors
from disclosure.matters.models import MatterVersion
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in selectors.changes("", None, None)[:ENTRIES]]
    return answer(request, FeedPage("政务公开事项清单", "/matters/changes/", entries), ending)


def _entry(row: MatterVersion) -> Entry:
    title = f"{row.get_change_display()}：{row.matter.name}（{row.matter.keeper}）"
    at = clock.local(row.published_at)
    return Entry(title, row.matter.get_absolute_url(), row.reason, row.matter.organ.name, at)
