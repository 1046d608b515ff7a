"""Numbers counted over the rows of ``ledger``; each number of rows takes one query, however many organs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from assessment.measures.duties import DUTY_OF
from assessment.measures.ledger import LATE, due
from assessment.measures.scope import Scope

_TENTH = Decimal("0.1")
_PERCENT = 100


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
    """One query."""
    rows = due(scope).order_by().annotate(month=TruncMonth("due_on")).values_list("organ", "rule", "month")
    counted = rows.annotate(due=Count("pk"), late=Count("pk", filter=Q(closed_at=None) | LATE))
    cells: dict[tuple[int, str], Kept] = {}
    months: dict[date, Kept] = {}
    for organ, rule, month, ended, late in counted:
        kept = Kept(ended, late)
        cell = organ, DUTY_OF[rule]
        cells[cell] = cells.get(cell, Kept()) + kept
        months[month] = months.get(month, Kept()) + kept
    return Tally(cells, months)
