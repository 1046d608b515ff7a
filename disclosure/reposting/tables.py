"""The figures of reposting as a table to take away."""

from collections.abc import Iterable, Iterator

from disclosure.catalogue.tables import csv_line
from disclosure.reposting.selectors import Cell

HEADINGS = ("转载单位", "来源", "按时转载", "超时转载", "没有转载", "还在时限内", "转载率", "按时率")


def csv_lines(found: Iterable[Cell]) -> Iterator[str]:
    """One line for each organ and source."""
    yield "\ufeff" + csv_line(HEADINGS)
    for cell in found:
        figures = cell.figures
        counts = (figures.in_time, figures.late, figures.missing, figures.waiting)
        yield csv_line((cell.organ, cell.source, *map(str, counts), figures.rate, figures.in_time_rate))
