"""The generated catalogue as a table to take away, safe to open in a spreadsheet."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from disclosure.documents.models import Document
from portal import typed_text

HEADINGS = ("索引号", "名称", "内容概述", "生成日期", "发文字号", "发文机关", "网址")
_WIDTHS = (30, 60, 60, 12, 22, 26, 40)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def rows(documents: Iterable[Document], *, root: str) -> Iterator[tuple[str, ...]]:
    """One row a document; ``root`` goes before its address."""
    for document in documents:
        yield (
            document.index_number or "",
            document.title,
            document.summary,
            document.formed_on.isoformat() if document.formed_on else "",
            document.doc_number,
            document.issuer,
            root + document.get_absolute_url(),
        )


def csv_lines(documents: Iterable[Document], *, root: str) -> Iterator[str]:
    yield "\ufeff" + csv_line(HEADINGS)
    for row in rows(documents, root=root):
        yield csv_line(row)


def csv_line(cells: Iterable[str]) -> str:
    """One line of a table that is safe to open in a spreadsheet."""
    """One line of a CSV file, every cell quoted and none a formula."""
    return ",".join(_csv_cell(cell) for cell in cells) + "\r\n"


def _csv_cell(text: str) -> str:
    """Quoted; what a spreadsheet would take for a formula is told to be text."""
    guarded = f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
    return '"' + guarded.replace('"', '""') + '"'


def workbook(documents: Iterable[Document], *, root: str) -> bytes:
    """An XLSX file of text cells: nothing in it can be calculated."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("公开目录")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in (HEADINGS, *rows(documents, root=root)):
        cells = [WriteOnlyCell(sheet, typed_text.without_unseen(text)) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
