"""The numbers of the heat map as lines of a table, for CSV and JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from assessment.dashboard.selectors import Row
from assessment.measures.figures import Kept

HEADINGS = ("机关", "任务", "到期", "没有按时办结", "按时率（%）")


def lines(rows: Sequence[Row]) -> Iterator[tuple[str | int, ...]]:
    """One line per organ and duty in which something ended."""
    for row in rows:
        for cell in row.cells:
            if cell.kept.due:
                yield row.organ.name, cell.duty.label, cell.kept.due, cell.kept.late, f"{cell.kept.rate}"


def public_lines(rows: Sequence[Row], *, hidden: str) -> Iterator[tuple[str | int, ...]]:
    """The same with small numbers left out."""
    for row in rows:
        for cell in row.cells:
            if cell.is_small:
                yield row.organ.name, cell.duty.label, hidden, hidden, hidden
            elif cell.kept.due:
                yield row.organ.name, cell.duty.label, cell.kept.due, cell.kept.late, f"{cell.kept.rate}"


def as_json(rows: Sequence[Row], *, hides: bool = False) -> list[dict[str, Any]]:
    """``hides``: ``null`` where the number is too small to be published."""
    return [
        {
            "organ": row.organ.name,
            "code": row.organ.code,
            "duties": {
                cell.duty.code: None if hides and cell.is_small else _kept(cell.kept)
                for cell in row.cells
                if cell.kept.due
            },
        }
        for row in rows
    ]


def _kept(kept: Kept) -> dict[str, Any]:
    return {"due": kept.due, "late": kept.late, "rate": float(kept.rate) if kept.rate is not None else None}
