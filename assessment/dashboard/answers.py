"""How requests were answered this year: rows of table 3 of the annual report by the report's own functions, each with
the requests behind it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from assessment.measures.scope import Scope
from portal.accounts.models import Organ
from requests_app.cases.models import RequestItem
from requests_app.figures.selectors import items_of, table3
from requests_app.figures.tables import ALL, CLOSING, NEW, OPENING, OUTCOME_CODES, ROW_TITLES, TOTAL

_STOCK = {OPENING: "上年结转", NEW: "本年新收", TOTAL: "本年答复", CLOSING: "还在办理"}
TITLES = ROW_TITLES | _STOCK


@dataclass(frozen=True, slots=True)
class Line:
    """``share``: whole per cent of everything answered; ``None`` for a row of the stock."""

    row: str
    title: str
    count: int
    share: int | None


def lines(scope: Scope) -> list[Line]:
    """The stock in its order, then the outcomes there were, the most frequent first. Five queries."""
    cells = table3(organ_ids(scope), scope.last.year).cells
    total = cells[TOTAL][ALL]
    stock = [Line(row, TITLES[row], cells[row][ALL], None) for row in _STOCK]
    outcomes = [Line(row, TITLES[row], cells[row][ALL], cells[row][ALL] * 100 // total) for row in _given(cells)]
    return (
        stock + sorted(outcomes, key=lambda line: (-line.count, line.row)) if any(line.count for line in stock) else []
    )


def _given(cells: Mapping[str, Mapping[str, int]]) -> list[str]:
    return [row for row in OUTCOME_CODES if cells[row][ALL]]


def behind(scope: Scope, row: str) -> "QuerySet[RequestItem] | None":
    """The requests of one row; ``None`` when there is no such row."""
    if row not in TITLES:
        return None
    return items_of(organ_ids(scope), scope.last.year, row).select_related("request__organ").order_by("-pk")


def organ_ids(scope: Scope) -> Collection[int]:
    if scope.organ_ids is not None:
        return scope.organ_ids
    return list(Organ.objects.values_list("pk", flat=True))
