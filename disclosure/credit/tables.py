"""Records under the headings of the official tables, as they are handed over to 信用中国 and shown on the page."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from disclosure.credit.elements import KINDS, Element
from disclosure.credit.models import CreditRecord, HandOver, HandOverLine
from portal.spreadsheets import Sheet

STANDING, SOURCE, SOURCE_CODE, CHANGE = "当前状态", "数据来源单位", "数据来源单位统一社会信用代码", "本次变化"
_WIDE = frozenset({"facts", "basis", "content", "cause"})


def headings(kind: str) -> tuple[str, ...]:
    return (*(row.heading for row in KINDS[kind].elements), STANDING, SOURCE, SOURCE_CODE)


def cells(record: CreditRecord) -> list[str]:
    """One row of the official table. A natural person's name is the masked one, as it is public."""
    values = [_written(record, row) for row in KINDS[record.kind].elements]
    return [*values, record.standing, record.organ.name, record.organ.uscc or ""]


def public_facts(record: CreditRecord) -> list[tuple[str, str]]:
    """Name and words of what the page shows and is filled in."""
    rows = [row for row in KINDS[record.kind].elements if row.public]
    facts = [(row.label, _written(record, row)) for row in rows]
    return [fact for fact in facts if fact[1]] + [(STANDING, record.standing), (SOURCE, record.organ.name)]


def all_facts(record: CreditRecord) -> list[tuple[str, str]]:
    """The same for those who work on it."""
    facts = [(row.label, _written(record, row)) for row in KINDS[record.kind].elements]
    return [fact for fact in facts if fact[1]]


def _written(record: CreditRecord, row: Element) -> str:
    value: Any = getattr(record, row.field)
    if value is None or value == "":
        return ""
    if row.field in {"party_type", "decision"}:
        return str(getattr(record, f"get_{row.field}_display")())
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def sheets(hand_over: HandOver) -> Iterator[Sheet]:
    """One sheet a kind that has something, in the order of the kinds."""
    lines = list(hand_over.lines.select_related("record").only("change", "cells", "record__kind"))
    for kind, row in KINDS.items():
        own = [line for line in lines if line.record.kind == kind]
        if own:
            widths = [40 if element.field in _WIDE else 22 for element in row.elements]
            yield Sheet(row.kind.label, (*headings(kind), CHANGE), _rows(own), [*widths, 14, 26, 22, 10])


def sheet(hand_over: HandOver, kind: str) -> Sheet | None:
    """That of one kind; ``None`` when nothing of it was handed over."""
    name = KINDS[kind].kind.label if kind in KINDS else ""
    return next((each for each in sheets(hand_over) if each.name == name), None)


def _rows(lines: Iterable[HandOverLine]) -> list[list[str]]:
    return [[*line.cells, line.get_change_display()] for line in lines]
