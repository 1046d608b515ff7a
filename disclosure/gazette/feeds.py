"""The newest issues, for readers of feeds."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from disclosure.gazette import selectors
from disclosure.gazette.models import GazetteIssue
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 20


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(issue) for issue in selectors.newest()[:ENTRIES]]
    return answer(request, FeedPage("政府公报", "/gazette/", entries), ending)


def _entry(issue: GazetteIssue) -> Entry:
    at = clock.local(issue.published_at) if issue.published_at else None
    total = f"总第{issue.total_number}期，" if issue.total_number else ""
    return Entry(str(issue), issue.get_absolute_url(), f"{total}{issue.dated}出版", issue.organ.name, at)
