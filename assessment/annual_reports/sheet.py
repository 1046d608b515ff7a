"""The report as chapters of paragraphs and tables: the page, the files and the JSON are made from this. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessment.annual_reports.cells import Cell, cells
from assessment.annual_reports.codes import CHAPTERS, SECTIONS, table_2
from assessment.annual_reports.models import AnnualReport
from requests_app.figures import tables

_LEGAL = ("自然人", "法人或其他组织", "总计")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading above ``width`` columns; one of width 1 is the column itself."""

    title: str
    width: int

    @property
    def is_leaf(self) -> bool:
        return self.width == 1


@dataclass(frozen=True, slots=True)
class Grid:
    """``corner`` heads the column of row titles. ``groups`` is empty for a table with one row of headings."""

    caption: str
    corner: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    groups: Sequence[Group] = ()

    @property
    def grouped_columns(self) -> Sequence[str]:
        """The columns below a heading of more than one."""
        found: list[str] = []
        place = 0
        for group in self.groups:
            if not group.is_leaf:
                found += self.columns[place : place + group.width]
            place += group.width
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter, or one of the five sections of the first."""

    title: str
    level: int
    paragraphs: Sequence[str] = ()
    grid: Grid | None = None


Show = Callable[[Cell, Any], str]
"""How the value of a cell is written."""


def plainly(_cell: Cell, value: Any) -> str:
    return str(value)


def parts(report: AnnualReport, show: Show = plainly) -> list[Part]:
    """All six chapters in their order, empty ones too: what is missing shows."""
    grids = [_grid_2(report, show), _grid_3(report, show), _grid_4(report, show)]
    first = [Part(title, 3, _said(report, code)) for code, title in SECTIONS.items()]
    return [
        Part(CHAPTERS[0], 2),
        *first,
        *(Part(title, 2, grid=grid) for title, grid in zip(CHAPTERS[1:4], grids, strict=True)),
        Part(CHAPTERS[4], 2, _said(report, "problems")),
        Part(CHAPTERS[5], 2, [*_said(report, "others"), report.fee_note]),
    ]


def _said(report: AnnualReport, code: str) -> list[str]:
    return [line for line in str(report.sections.get(code, "")).split("\n") if line.strip()]


def _grid_2(report: AnnualReport, show: Show) -> Grid:
    articles = {line.code: line.article for line in table_2(report.year)}
    rows = [
        (f"{cell.row_title}：{cell.column_title}", (articles[cell.row], show(cell, cell.of(report.values))))
        for cell in cells(report.year, "2")
    ]
    return Grid("主动公开政府信息情况", "信息内容", ("《条例》条款", "数量"), rows)


def _rows(report: AnnualReport, table: str, show: Show, titles: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    written: dict[str, list[str]] = {row: [] for row in titles}
    for cell in cells(report.year, table):
        written[cell.row].append(show(cell, cell.of(report.values)))
    return [(titles[row], values) for row, values in written.items()]


def _grid_3(report: AnnualReport, show: Show) -> Grid:
    titles = tables.COLUMN_TITLES
    rows = _rows(report, "3", show, {row: _numbered(row) for row in tables.ROWS})
    groups = [Group(title, 1 if place != 1 else len(titles) - 2) for place, title in enumerate(_LEGAL)]
    return Grid("收到和处理政府信息公开申请情况（单位：件）", "项目", list(titles.values()), rows, groups)


def _numbered(row: str) -> str:
    """With the number of the official row, so that a row can be named without its heading."""
    return f"{row}　{tables.ROW_TITLES[row]}"


def _grid_4(report: AnnualReport, show: Show) -> Grid:
    results = tables.RESULT_TITLES
    rows = _rows(report, "4", show, tables.SUIT_TITLES)
    return Grid("政府信息公开行政复议、行政诉讼情况（单位：件）", "种类", list(results.values()), rows)
