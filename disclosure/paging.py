"""Pages of a list: what the address asked for, and which numbers to offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Listing:
    """``numbers`` holds page numbers and ``None`` where some are left out."""

    page: Page[Any]
    numbers: Sequence[int | None]
    query: str

    @property
    def rows(self) -> Sequence[Any]:
        return list(self.page.object_list)

    @property
    def total(self) -> int:
        return self.page.paginator.count


def listing(rows: "QuerySet[Any]", asked: str | None, *, query: str = "") -> Listing:
    """The page ``asked`` for, or the nearest there is. ``query`` goes into the links."""
    paginator = Paginator(rows, PER_PAGE)
    page = paginator.get_page(asked)
    numbers = [
        number if isinstance(number, int) else None
        for number in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    return Listing(page, numbers, query)
