"""What the first page says of these reports: from January to March last year's, at a prominent place."""

from collections.abc import Sequence
from datetime import date

from assessment.website_reports.models import WebsiteReport
from portal.site.front_page import Poster, register

LAST_MONTH = 3
"""The form has to be out by 31 January; that it stays up to March is the city's own choice."""


def register_posters() -> None:
    register("website_reports", _posters)


def _posters(today: date) -> Sequence[Poster]:
    if today.month > LAST_MONTH:
        return ()
    rows = WebsiteReport.objects.public().filter(year=today.year - 1)
    return [Poster(row.title, row.get_absolute_url()) for row in rows]
