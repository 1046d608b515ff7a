"""CSV and XLSX as a header and numbered rows of text, one at a time."""

import csv
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from disclosure.datasets.columns import COLUMNS_AT_MOST, header_faults
from portal import typed_text
from portal.errors import InvalidInput

CELL_LENGTH = 100_000
_WHOLE = 10**15


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` gives the line of the file and its cells, as many as there are titles or more; empty lines are left
    out. Reading goes on while it is walked through, and may raise ``InvalidInput`` (``file``)."""

    titles: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    encoding: str


@contextmanager
def opened(path: Path, kind: str) -> Iterator[Table]:
    """``kind`` is ``csv`` or ``xlsx``. Raises ``InvalidInput`` (``file``) for what is no table with a header."""
    lines = _csv(path) if kind == "csv" else _xlsx(path)
    try:
        encoding, first = next(lines)
        titles = tuple(typed_text.line(cell) for cell in first)
        while titles and not titles[-1]:
            titles = titles[:-1]
        if fault := header_faults(titles):
            raise _refused(fault)
        yield Table(titles, _padded(lines, len(titles)), encoding)
    finally:
        lines.close()


def _refused(words: str) -> InvalidInput:
    return InvalidInput({"file": words})


def _padded(lines: Any, width: int) -> Iterator[tuple[int, list[str]]]:
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            yield line, cells + [""] * (width - len(cells))


def _csv(path: Path) -> Generator[Any, None, None]:
    encoding = _encoding(path)
    csv.field_size_limit(CELL_LENGTH)
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, strict=True)
            yield ("UTF-8" if encoding == "utf-8-sig" else "GB18030"), next(reader, [])
            for cells in reader:
                yield reader.line_num, cells
    except UnicodeDecodeError:
        raise _refused("文字编码认不出来：请另存为UTF-8或者GB18030编码的CSV") from None
    except csv.Error as error:
        raise _refused(f"CSV读不下去，请检查引号和换行：{error}") from None


def _encoding(path: Path) -> str:
    """Spreadsheets of Chinese Windows save CSV in GB 18030; a UTF-8 file of any length proves itself."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for _ in file:
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _xlsx(path: Path) -> Generator[Any, None, None]:
    # Opened here: the store names files by their content, and a name without an ending is not taken for a workbook.
    with path.open("rb") as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True)
        except (InvalidFileException, BadZipFile, OSError, KeyError, ValueError):
            raise _refused("表格打不开，请用原来的软件另存为XLSX再上传") from None
        try:
            yield from _cells(book)
        finally:
            book.close()


def _cells(book: Any) -> Iterator[Any]:
    if len(book.worksheets) != 1:
        raise _refused(f"只能有一张工作表，现在是{len(book.worksheets)}张，请删去其他的")
    rows = book.worksheets[0].iter_rows(values_only=True)
    yield "XLSX", [_written(cell) for cell in next(rows, ())]
    for line, cells in enumerate(rows, 2):
        yield line, [_written(cell) for cell in cells[: COLUMNS_AT_MOST + 1]]


def _written(cell: Any) -> str:
    """As a person reads it in the spreadsheet."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else f"{cell:.8f}".rstrip("0")
    return str(cell)
