"""The newest explanations, for readers of feeds; what was taken down disappears."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from interpretation.materials.models import Material
from interpretation.pages.selectors import Asked, library
from portal import clock
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in library(Asked())[:ENTRIES]]
    return answer(request, FeedPage("政策解读", "/interpretations/", entries), ending)


def _entry(row: Material) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    return Entry(row.title, row.get_absolute_url(), row.lead, row.organ.name, at)
