"""The newest rows of all lists, for readers of feeds; what was taken down disappears."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from disclosure.listings.models import ListRow
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    rows = ListRow.objects.public().select_related("organ").order_by("-published_at", "-pk")[:ENTRIES]
    return answer(request, FeedPage("清单公开", "/lists/", [_entry(row) for row in rows]), ending)


def _entry(row: ListRow) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    said = f"{row.shape.title}，{row.shape.day}{row.formed_on}"
    return Entry(str(row), row.get_absolute_url(), said, row.organ.name, at)
