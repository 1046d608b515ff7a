"""Pages of a public list, newest first: numbered while it is short, by place when it is long.

A numbered page skips all rows before it, which a long list pays for. There a page begins after a row: the address holds
the moment and the number of that row, costs the same on every page, and stays right when newer rows come in.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.cache import caches
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from portal.interface.paging import Order

PER_PAGE = 20
# Lists up to here have numbered pages and are counted exactly.
NUMBERED = 1_000
_LAST_NUMBER = NUMBERED // PER_PAGE
# Seconds a count of a long list is kept; it is shown with three digits and 约.
_COUNT_KEPT = 600
_DIGITS = 3

_FORTH = Order("published_at", descending=True)
_BACK = Order("published_at")
_LAST = "last"
_PLACE = re.compile(r"(\d{8}T\d{6}\.\d{6})-([1-9]\d{0,17})")
_MOMENT = "%Y%m%dT%H%M%S.%f"

Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Link:
    """``query`` of an address, without the question mark."""

    text: str
    query: str


@dataclass(frozen=True, slots=True)
class Listing:
    """``numbers`` are the numbered pages to offer (no query: some are left out; ``current`` is this one).

    ``first`` and ``last`` are offered where pages have no numbers. ``amount`` says how many there are, in words.
    """

    rows: Sequence[Any]
    amount: str
    current: str = ""
    numbers: Sequence[Link] = ()
    first: str = ""
    previous: str = ""
    next: str = ""
    last: str = ""

    @property
    def has_pages(self) -> bool:
        return bool(self.previous or self.next)


def listing(rows: "QuerySet[Any]", asked: QueryDict, *, query: str = "") -> Listing:
    """The page ``asked`` for, or the nearest there is. ``rows`` have the newest ``published_at`` first.

    ``query`` goes into the links. Three queries at most, however long the list.
    """
    counted = rows.order_by()[: NUMBERED + 1].count()
    if counted <= NUMBERED and not asked.keys() & {"after", "before"}:
        return _numbered(rows, asked.get("page"), counted, query)
    total = str(counted) if counted <= NUMBERED else f"约{_rounded(_kept_count(rows)):,}"
    return _by_place(rows, asked, total, query)


def _numbered(rows: "QuerySet[Any]", page: str | None, total: int, query: str) -> Listing:
    paginator = Paginator(rows, PER_PAGE)
    paginator.__dict__["count"] = total
    shown = paginator.get_page(page)
    numbers = paginator.get_elided_page_range(shown.number, on_each_side=2, on_ends=1)
    return Listing(
        list(shown.object_list),
        str(total),
        current=str(shown.number),
        numbers=[Link(str(each), f"{query}page={each}" if isinstance(each, int) else "") for each in numbers],
        previous=f"{query}page={shown.number - 1}" if shown.has_previous() else "",
        next=f"{query}page={shown.number + 1}" if shown.has_next() else "",
    )


def _by_place(rows: "QuerySet[Any]", asked: QueryDict, amount: str, query: str) -> Listing:
    found, newer, older = _window(rows, asked)
    return Listing(
        found,
        amount,
        first=f"{query}page=1",
        previous=f"{query}before={_written(found[0])}" if newer and found else "",
        next=f"{query}after={_written(found[-1])}" if older and found else "",
        last=f"{query}page={_LAST}",
    )


def _window(rows: "QuerySet[Any]", asked: QueryDict) -> tuple[list[Any], bool, bool]:
    """The rows of the page, and whether there are newer and older ones."""
    if place := _read(asked.get("after", "")):
        found = list(rows.filter(_FORTH.after(*place)).order_by(*_FORTH.names())[: PER_PAGE + 1])
        if found:
            return found[:PER_PAGE], True, len(found) > PER_PAGE
        return _oldest(rows)
    if place := _read(asked.get("before", "")):
        found = list(rows.filter(_BACK.after(*place)).order_by(*_BACK.names())[: PER_PAGE + 1])
        # Near the top the first page is shown whole.
        if len(found) > PER_PAGE:
            return found[PER_PAGE - 1 :: -1], True, True
    if asked.get("page") == _LAST:
        return _oldest(rows)
    skipped = (_number(asked.get("page", "")) - 1) * PER_PAGE
    found = list(rows[skipped : skipped + PER_PAGE + 1])
    return found[:PER_PAGE], skipped > 0, len(found) > PER_PAGE


def _oldest(rows: "QuerySet[Any]") -> tuple[list[Any], bool, bool]:
    found = list(rows.order_by(*_BACK.names())[: PER_PAGE + 1])
    return found[:PER_PAGE][::-1], len(found) > PER_PAGE, False


def _number(page: str) -> int:
    """A numbered address from the time when the list was short, as far as numbers go."""
    return min(max(int(page), 1), _LAST_NUMBER) if page.isascii() and page.isdecimal() and len(page) < 8 else 1


def _written(row: Any) -> str:
    return f"{row.published_at.astimezone(UTC).strftime(_MOMENT)}-{row.pk}"


def _read(text: str) -> Place | None:
    """The place an address names; what no page has written names none."""
    match = _PLACE.fullmatch(text)
    try:
        return (datetime.strptime(match[1], _MOMENT).replace(tzinfo=UTC), int(match[2])) if match else None
    except ValueError:
        return None


def _kept_count(rows: "QuerySet[Any]") -> int:
    statement, values = rows.order_by().query.sql_with_params()
    key = hashlib.sha256(f"{statement}|{values}".encode()).hexdigest()
    return int(caches["pages"].get_or_set(f"listing-count-{key}", rows.order_by().count, _COUNT_KEPT) or 0)


def _rounded(total: int) -> int:
    return round(total, _DIGITS - len(str(total)))
