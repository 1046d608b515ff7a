"""The newest credit information, for readers of feeds; what was taken down disappears."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from disclosure.credit import selectors
from disclosure.credit.models import CreditRecord
from disclosure.credit.selectors import Asked
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in selectors.public_list(Asked())[:ENTRIES]]
    return answer(request, FeedPage("信用信息公示", "/credit/", entries), ending)


def _entry(row: CreditRecord) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    title = f"{row.get_kind_display()}：{row.party_name}"
    return Entry(title, row.get_absolute_url(), f"{row.number}，{row.decided_on}作出决定", row.authority, at)
