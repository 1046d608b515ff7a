"""Feed of consultations, newest first."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from disclosure.consultations import selectors
from disclosure.consultations.models import Consultation
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    rows = selectors.public_list("", at=clock.now())[:ENTRIES]
    return answer(request, FeedPage("征求意见", "/consultations/", [_entry(row) for row in rows]), ending)


def _entry(row: Consultation) -> Entry:
    at = row.result_at or row.published_at
    title = f"{row.title}（结果）" if row.has_result else row.title
    text = row.result_summary if row.has_result else f"{row.summary}\n征求意见到{row.ends_on}"
    return Entry(title, row.get_absolute_url(), text, row.organ.name, clock.local(at) if at else None)
