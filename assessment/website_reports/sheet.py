"""The report as sections of rows: the page, the files and the JSON are made from this. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessment.annual_reports.sheet import Grid, Part
from assessment.website_reports.codes import ROWS, SECTIONS, Row, shown
from assessment.website_reports.counting import KNOWN
from assessment.website_reports.models import WebsiteReport


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is read. ``source`` says how it was counted, or what the person wrote who filled it in; ``page``
    is the list behind a counted number. ``was`` is what had been counted where it was typed over."""

    row: Row
    value: str
    source: str = ""
    page: str = ""
    is_typed: bool = False
    was: str = ""
    before: str = ""

    @property
    def words(self) -> str:
        """The value with its unit."""
        return f"{self.value}{self.row.unit}" if self.value else ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: Sequence[Line]


def sections(report: WebsiteReport) -> list[Section]:
    """All ten sections in the order of the form, with last year's value beside. One query."""
    before = report.previous()
    last: dict[str, Any] = before.values if before else {}
    lines = [_line(report, row, last) for row in ROWS]
    return [Section(title, [line for line in lines if line.row.section == title]) for title in SECTIONS]


def _line(report: WebsiteReport, row: Row, last: dict[str, Any]) -> Line:
    value, before = shown(row, report.values.get(row.code)), shown(row, last.get(row.code))
    mark = report.marks.get(row.code)
    if mark:
        return Line(row, value, mark["note"], is_typed=True, was=shown(row, mark.get("counted")), before=before)
    if row.code in report.counted:
        known = KNOWN[row.code]
        return Line(row, value, known.words, known.page_of(report.year), before=before)
    return Line(row, value, before=before)


def parts(report: WebsiteReport) -> list[Part]:
    """A table a section, as the files have it."""
    return [
        Part(section.title, 2, grid=Grid(section.title, "项目", ("填报", "单位"), _cells(section)))
        for section in sections(report)
    ]


def _cells(section: Section) -> list[tuple[str, Sequence[str]]]:
    return [(line.row.name, (line.value, line.row.unit) if line.value else ("无", "")) for line in section.lines]
