"""The report as a file to take away: Word and PDF say the same as the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.sheet import Grid, Part, parts
from portal import clock
from portal.letters.rendering.press import pdf_of

_PAGE = Path(__file__).with_name("report.typ")
_FACE = "宋体"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a file is made of: ``at`` is when it was published."""

    title: str
    publisher: str
    at: datetime | None
    parts: Sequence[Part]

    @property
    def dated(self) -> str:
        day = clock.local(self.at).date() if self.at else None
        return f"{day.year}年{day.month}月{day.day}日" if day else ""


def paper_of(report: AnnualReport) -> Paper:
    return Paper(report.title, report.organ_name, report.published_at, parts(report))


def pdf_of_paper(paper: Paper) -> bytes:
    """Raises ``FontMissing``."""
    sheet = {
        "title": paper.title,
        "publisher": paper.publisher,
        "dated": paper.dated,
        "parts": [
            {"title": part.title, "level": part.level, "paragraphs": list(part.paragraphs), "grid": _plain(part.grid)}
            for part in paper.parts
        ],
    }
    return pdf_of(_PAGE, sheet)


def _plain(grid: Grid | None) -> dict[str, object] | None:
    if grid is None:
        return None
    rows = [[title, *values] for title, values in grid.rows]
    return {"caption": grid.caption, "heads": [grid.corner, *grid.columns], "rows": rows}


def docx_of(paper: Paper) -> bytes:
    document = docx.Document()
    _set_up(document)
    document.add_paragraph(paper.title, style="Title")
    for part in paper.parts:
        document.add_heading(part.title, level=part.level - 1)
        for paragraph in part.paragraphs:
            document.add_paragraph(paragraph)
        if part.grid:
            _table(document, part.grid)
    document.add_paragraph(f"{paper.publisher}　{paper.dated}")
    document.core_properties.title, document.core_properties.author = paper.title, paper.publisher
    document.core_properties.language = "zh-CN"
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _set_up(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _FACE
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FACE)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Title"].font.size = Pt(20)


def _table(document: Document, grid: Grid) -> None:
    document.add_paragraph(grid.caption)
    rows = [(grid.corner, grid.columns), *grid.rows]
    table = document.add_table(rows=0, cols=1 + len(grid.columns), style="Table Grid")
    for title, values in rows:
        for cell, text in zip(table.add_row().cells, (title, *values), strict=True):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)
    repeats = table.rows[0]._tr.get_or_add_trPr()
    repeats.append(repeats.makeelement(qn("w:tblHeader"), {}))
    for row in table.rows:
        row.cells[0].width = Mm(66)
