"""The figures of reposting as a table to take away."""

from collections.abc import Iterable, Iterator

from disclosure.reposting.selectors import Cell
from portal import spreadsheets

HEADINGS = ("转载单位", "来源", "按时转载", "超时转载", "没有转载", "还在时限内", "转载率", "按时率")


def csv_lines(found: Iterable[Cell]) -> Iterator[str]:
    """One line for each organ and source."""
    return spreadsheets.csv_lines(HEADINGS, (_row(cell) for cell in found))


def _row(cell: Cell) -> tuple[str, ...]:
    figures = cell.figures
    counts = (figures.in_time, figures.late, figures.missing, figures.waiting)
    return (cell.organ, cell.source, *map(str, counts), figures.rate, figures.in_time_rate)
