"""Numbers counted over the rows of ``ledger``; each number of rows takes one query, however many organs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q

from assessment.measures.duties import DUTY_OF
from assessment.measures.ledger import LATE, due
from assessment.measures.scope import Scope

_TENTH = Decimal("0.1")
_PERCENT = 100
_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """``due`` limits ended, ``late`` of them were not kept."""

    due: int = 0
    late: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.due + other.due, self.late + other.late)

    @property
    def rate(self) -> Decimal | None:
        """Per cent kept, one decimal; ``None`` where nothing ended. Not rounded up to 100 while anything was late."""
        if not self.due:
            return None
        exact = (Decimal(_PERCENT) * (self.due - self.late) / self.due).quantize(_TENTH, ROUND_HALF_UP)
        return min(exact, _PERCENT - _TENTH) if self.late else exact

    @property
    def words(self) -> str:
        """The rate as a table shows it."""
        if self.rate is None:
            return "—"
        return f"{self.rate}" if self.late else "100"


@dataclass(frozen=True)
class Tally:
    """What ended in a period: by organ and duty, and by the month it ended in."""

    cells: Mapping[tuple[int, str], Kept] = field(default_factory=dict)
    by_month: Mapping[date, Kept] = field(default_factory=dict)

    @property
    def total(self) -> Kept:
        return sum(self.cells.values(), Kept())

    def duty(self, code: str) -> Kept:
        return sum((kept for (_, each), kept in self.cells.items() if each == code), Kept())


def tally(scope: Scope) -> Tally:
    """Two queries."""
    return Tally(by_organ(scope), by_month(scope))


def by_organ(scope: Scope) -> dict[tuple[int, str], Kept]:
    """Organ and duty → what ended. One query."""
    cells: dict[tuple[int, str], Kept] = {}
    for organ, rule, ended, late in _counted(scope, "organ", "rule"):
        cell = organ, DUTY_OF[rule]
        cells[cell] = cells.get(cell, Kept()) + Kept(ended, late)
    return cells


def by_month(scope: Scope) -> dict[date, Kept]:
    """First day of the month → what ended in it. One query, a line a day."""
    months: dict[date, Kept] = {}
    for day, ended, late in _counted(scope, "due_on"):
        month = day.replace(day=1)
        months[month] = months.get(month, Kept()) + Kept(ended, late)
    return months


def by_month_before(scope: Scope) -> dict[date, Kept]:
    """The same months a year earlier. Kept for an hour: what ended a year ago changes by a correction alone."""
    earlier = scope.a_year_before()
    organs = sorted(earlier.organ_ids) if earlier.organ_ids is not None else "city"
    asked = f"{earlier.first}|{earlier.last}|{organs}|{earlier.duty}"
    key = f"measures:by-month:{sha256(asked.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: by_month(earlier), _AN_HOUR) or {}


def _counted(scope: Scope, *by: str) -> Iterable[Any]:
    rows = due(scope).order_by().values_list(*by)
    return rows.annotate(due=Count("pk"), late=Count("pk", filter=Q(closed_at=None) | LATE))
