"""Tables that leave the house, as CSV and XLSX: safe to open in a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from portal import typed_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")

Cell = str | int | Decimal
"""A number is written as a number: nothing in it can be a formula."""
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``widths`` are in characters, one a column."""

    name: str
    headings: Row
    rows: Iterable[Row]
    widths: Sequence[int]


def csv_lines(headings: Row, rows: Iterable[Row]) -> Iterator[str]:
    """Line by line, the first with the mark that makes spreadsheets read UTF-8."""
    yield "\ufeff" + csv_line(headings)
    for row in rows:
        yield csv_line(row)


def csv_line(cells: Iterable[Cell]) -> str:
    """Every cell quoted and none a formula."""
    return ",".join(_csv_cell(cell) for cell in cells) + "\r\n"


def _csv_cell(cell: Cell) -> str:
    """Quoted; what a spreadsheet would take for a formula is told to be text."""
    if not isinstance(cell, str):
        return f'"{cell}"'
    return _quoted(cell)


def _quoted(text: str) -> str:
    guarded = f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
    return '"' + guarded.replace('"', '""') + '"'


def workbook(*sheets: Sheet) -> bytes:
    """An XLSX file of text and numbers: nothing in it can be calculated."""
    book = Workbook(write_only=True)
    for table in sheets:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for place, width in enumerate(table.widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        for row in (table.headings, *table.rows):
            sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _xlsx_cell(sheet: Any, cell: Cell) -> WriteOnlyCell:
    if not isinstance(cell, str):
        return WriteOnlyCell(sheet, cell)
    written = WriteOnlyCell(sheet, typed_text.without_unseen(cell))
    written.data_type = "s"
    return written
