"""Feed of letters that are public."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from portal import clock
from portal.site.feeds import Entry, FeedPage, answer
from sentiment.mailbox import selectors
from sentiment.mailbox.models import Message

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in selectors.public_messages()[:ENTRIES]]
    return answer(request, FeedPage("群众留言和答复", "/mailbox/", entries), ending)


def _entry(row: Message) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    return Entry(row.public_title, row.get_absolute_url(), row.public_question, row.organ.name, at)
