"""What a panel is made of. A panel computes its lines and, by the same functions, the list behind each number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from assessment.dashboard.asking import case_address
from assessment.measures.scope import Scope
from portal import clock


@dataclass(frozen=True, slots=True)
class Cell:
    """``words`` as the table shows them. ``key`` opens a list within the panel, ``href`` a page elsewhere; ``count`` is
    how long that list is, ``None`` where the cell says something else than its length (a median, a share)."""

    words: str
    key: str = ""
    count: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """``tag`` stands behind the title: 停止计时."""

    title: str
    cells: Sequence[Cell]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of a list; ``href`` is empty for a case without a page of its own in the staff site."""

    title: str
    href: str
    cells: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """``rows`` are counted and paged, ``show`` turns the rows of one page into entries. ``heads`` are the headings of
    title and cells."""

    title: str
    heads: Sequence[str]
    rows: "QuerySet[Any] | Sequence[Any]"
    show: Callable[[Sequence[Any]], list[Entry]]


@dataclass(frozen=True, slots=True)
class Panel:
    """``lines`` and ``behind`` go by the same scope; ``behind`` gives ``None`` for a key there is not. Whoever changes
    how something is counted raises ``version``. ``is_dear``: not on the page with the others. ``drawn``: the cell that
    is drawn as bars on the panel's own page."""

    code: str
    version: int
    title: str
    definition: str
    article: str
    headings: Sequence[str]
    lines: Callable[[Scope], list[Line]]
    behind: Callable[[Scope, str], "Listing | None"]
    is_dear: bool = False
    drawn: int | None = None


def number(count: int, key: str) -> Cell:
    """A number that is the length of its list."""
    return Cell(str(count), key, count)


def said(words: object, key: str = "") -> Cell:
    """Anything else; ``None`` is a dash."""
    return Cell("—" if words is None else str(words), key)


def share(part: int, whole: int) -> str:
    """Per cent, one decimal; a dash of nothing."""
    return f"{part * 100 / whole:.1f}" if whole else "—"


_Rows = TypeVar("_Rows", bound="QuerySet[Any]")


def within(rows: _Rows, scope: Scope, field: str = "organ") -> _Rows:
    """Those of the organs looked at."""
    return rows if scope.organ_ids is None else rows.filter(**{f"{field}__in": scope.organ_ids})


def moments(scope: Scope, field: str) -> dict[str, Any]:
    """The period as a filter of a field of moments."""
    return {f"{field}__gte": clock.start_of_day(scope.first), f"{field}__lt": clock.end_of_day(scope.last)}


def days(scope: Scope, field: str) -> dict[str, Any]:
    """The period as a filter of a field of days."""
    return {f"{field}__gte": scope.first, f"{field}__lte": scope.last}


def entries(rows: Sequence[Any], *cells: Callable[[Any], object]) -> list[Entry]:
    """Cases with a page of their own, each by its ``str`` and these cells."""
    return [
        Entry(str(row), case_address(row._meta.label_lower, row.pk), [_words(cell(row)) for cell in cells])
        for row in rows
    ]


def _words(value: object) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return "—" if value is None else str(value)


def moment(at: datetime) -> str:
    return f"{clock.local(at):%Y-%m-%d %H:%M}"
