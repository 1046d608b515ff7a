"""JSON lines, CSV and XLSX as one stream of numbered rows. A row that cannot be read carries its fault."""

import csv
import gzip
import json
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from portal.errors import DomainError

CELL_LENGTH = 10_000_000


class Unreadable(DomainError):
    """The file as a whole cannot be read."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """``line`` as a person finds it in the file; either ``values`` or ``fault``."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    fault: str = ""


def read(path: Path) -> Iterator[SourceRow]:
    """All rows, one at a time. Raises ``Unreadable``."""
    name = path.name.lower().removesuffix(".xz").removesuffix(".gz")
    reader = _READERS.get(Path(name).suffix)
    if reader is None:
        known = "、".join(_READERS)
        raise Unreadable(f"不认识的文件格式：{path.name}。可以导入{known}，前两种可以用 .gz、.xz 压缩。")
    if not path.is_file():
        raise Unreadable(f"找不到文件：{path}")
    yield from reader(path)


def _open(path: Path, encoding: str) -> IO[str]:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding=encoding, newline="")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")


def _read_json_lines(path: Path) -> Iterator[SourceRow]:
    try:
        with _open(path, "utf-8-sig") as file:
            for line, text in enumerate(file, 1):
                if text.strip():
                    yield _json_row(line, text)
    except (UnicodeDecodeError, lzma.LZMAError, gzip.BadGzipFile, EOFError) as error:
        raise Unreadable(f"文件读不下去：{error}") from error


def _json_row(line: int, text: str) -> SourceRow:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        return SourceRow(line, fault=f"不是完整的 JSON：{str(error)[:80]}")
    if not isinstance(values, dict):
        return SourceRow(line, fault="这一行不是一个对象")
    return SourceRow(line, values)


def _read_csv(path: Path) -> Iterator[SourceRow]:
    csv.field_size_limit(CELL_LENGTH)
    try:
        with _open(path, _csv_encoding(path)) as file:
            reader = csv.DictReader(file, strict=True)
            for values in reader:
                yield _table_row(reader.line_num, values.keys(), list(values.values()))
    except (csv.Error, UnicodeDecodeError, lzma.LZMAError, gzip.BadGzipFile, EOFError) as error:
        raise Unreadable(f"CSV 读不下去：{error}") from error


def _csv_encoding(path: Path) -> str:
    """Spreadsheets of Chinese Windows save CSV in GB 18030; a UTF-8 file of any length proves itself."""
    try:
        with _open(path, "utf-8-sig") as file:
            for _ in file:
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _read_xlsx(path: Path) -> Iterator[SourceRow]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, OSError, KeyError, ValueError) as error:
        raise Unreadable(f"表格打不开：{error}") from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = [str(cell).strip() if cell is not None else "" for cell in next(rows, ())]
        if not any(header):
            raise Unreadable("表格第一行要写列名。")
        for line, cells in enumerate(rows, 2):
            if any(cell is not None for cell in cells):
                yield _table_row(line, header, list(cells))
    finally:
        book.close()


def _table_row(line: int, header: Any, cells: list[Any]) -> SourceRow:
    names = list(header)
    if None in names:
        return SourceRow(line, fault="这一行的格子比列名多")
    return SourceRow(line, {name: cell for name, cell in zip(names, cells, strict=False) if name})


_READERS: dict[str, Callable[[Path], Iterator[SourceRow]]] = {
    ".jsonl": _read_json_lines,
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
}
