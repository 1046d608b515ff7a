"""Attachments of the demonstration city: office files and PDF made from plain ones. The first line is the file name."""

import csv
from collections.abc import Callable
from datetime import datetime
from io import BytesIO, StringIO

from docx import Document as WordDocument
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from disclosure.demo.pages import scanned_page, text_pages
from disclosure.demo.texts import FOLDER
from portal import clock

_WIDEST = 48
_COMMENT = "> "
"""Begins a line that is a comment on the line before."""


def attachment(name: str, *, at: datetime) -> tuple[str, bytes]:
    """File name and content: a table (``.csv``) becomes a workbook, prose (``.txt``) a text document or (``.pdf.txt``)
    a PDF, a name alone (``.scan.txt``) the scan of a plan. Raises ``FileNotFoundError``."""
    folder = FOLDER / "attachments"
    path = next((path for ending in _MAKERS if (path := folder / f"{name}{ending}").exists()), folder / name)
    title, _, rest = path.read_text(encoding="utf-8").partition("\n")
    ending, make = _MAKERS[path.name.removeprefix(name)]
    return f"{title}{ending}", make(title, rest, at)


def _table(title: str, rest: str, at: datetime) -> bytes:
    return _workbook(title, list(csv.reader(StringIO(rest))), clock.local(at).replace(tzinfo=None))


def _prose(title: str, rest: str, at: datetime) -> bytes:
    return _text_document(title, rest.splitlines(), clock.local(at).replace(tzinfo=None))


def _pages(title: str, rest: str, _at: datetime) -> bytes:
    return text_pages(title, rest.splitlines())


def _scan(_title: str, _rest: str, at: datetime) -> bytes:
    return scanned_page(at=clock.local(at))


_MAKERS: dict[str, tuple[str, Callable[[str, str, datetime], bytes]]] = {
    ".csv": (".xlsx", _table),
    ".txt": (".docx", _prose),
    ".pdf.txt": (".pdf", _pages),
    ".scan.txt": (".pdf", _scan),
}


def _workbook(title: str, rows: list[list[str]], stamp: datetime) -> bytes:
    book = Workbook()
    book.properties.created = book.properties.modified = stamp
    sheet = book.worksheets[0]
    sheet.title = "附件"
    width = len(rows[0])
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].font = Font(size=14, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for row in rows:
        sheet.append([_cell(value) for value in row])
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for place, column in enumerate(zip(*rows, strict=True)):
        longest = max(len(value) for value in column)
        sheet.column_dimensions[chr(ord("A") + place)].width = min(2 * longest + 2, _WIDEST)
    return _saved(book)


def _cell(value: str) -> str | int | float:
    """Numbers as numbers, so that a reader can add them up."""
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def _text_document(title: str, lines: list[str], stamp: datetime) -> bytes:
    document = WordDocument()
    document.core_properties.created = document.core_properties.modified = stamp
    document.core_properties.author = ""
    document.add_heading(title, level=1)
    paragraph = document.paragraphs[0]
    for line in lines:
        if line.startswith(_COMMENT):
            document.add_comment(paragraph.runs, text=line.removeprefix(_COMMENT), author="核稿", initials="核")
        else:
            paragraph = document.add_paragraph(line)
    return _saved(document)


def _saved(file: object) -> bytes:
    buffer = BytesIO()
    file.save(buffer)  # type: ignore[attr-defined]  # workbook and text document share nothing but this method
    return buffer.getvalue()
