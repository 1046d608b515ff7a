"""What pages and downloads read of lists. Every public query starts from ``public()``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from disclosure.listings.elements import TEMPLATES, Group, ListTemplate
from disclosure.listings.models import ListRow, ListRowQuerySet

DOWNLOADED = 20_000
"""Rows of one download at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows a list by; empty means everything."""

    organ: str = ""
    words: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class ListStanding:
    """One list with how many rows it shows and when the newest came."""

    template: ListTemplate
    rows: int
    newest: datetime | None


def rows_of(template: ListTemplate, asked: Asked) -> ListRowQuerySet:
    """Rows that are shown, the newest first. A year that does not exist finds nothing."""
    rows = ListRow.objects.public().filter(template=template.code)
    if asked.organ:
        rows = rows.filter(organ__code=asked.organ)
    if asked.year:
        is_year = asked.year.isascii() and asked.year.isdecimal() and 1900 <= int(asked.year) <= 2200
        rows = rows.filter(formed_on__year=int(asked.year)) if is_year else rows.none()
    for word in asked.words.split():
        rows = rows.filter(Q(words__icontains=word))
    return rows.select_related("organ").order_by("-published_at", "-pk")


def index() -> Iterator[tuple[Group, list[ListStanding]]]:
    """Every list under its heading. One query."""
    shown = ListRow.objects.public().order_by().values_list("template")
    found = {
        code: (rows, newest) for code, rows, newest in shown.annotate(rows=Count("pk"), newest=Max("published_at"))
    }
    for group in Group:
        own = [row for row in TEMPLATES.values() if row.group is group]
        yield group, [ListStanding(row, *found.get(row.code, (0, None))) for row in own]


def successor(row: ListRow) -> ListRow | None:
    """What is shown now in place of a row that was updated."""
    same = ListRow.objects.public().filter(organ=row.organ_id, template=row.template, key=row.key)
    return same.first()
