"""A list of historic issues on its way in: a table, alone or in a ZIP beside the files it names."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from disclosure.documents.importing.mapping import RowFault, cell_day, cell_text
from disclosure.documents.importing.reading import SourceRow, Unreadable, read
from disclosure.gazette import fields
from disclosure.gazette.codes import Section
from portal import typed_text
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.files.archives import Budget, LimitExceededError, name_of, opened, unpacked
from portal.files.extraction import Extraction
from portal.files.services import FILE_NAME

ROWS_AT_MOST = 2000
COLUMNS = {
    "year": "年份",
    "number": "期号",
    "total_number": "总期号",
    "dated": "出版日期",
    "section": "栏目",
    "title": "标题",
    "doc_number": "发文字号",
    "page_from": "起始页",
    "page_to": "结束页",
    "is_standard": "标准文本",
    "file": "文件",
    "text": "正文",
}
_REQUIRED = ("year", "number", "dated", "title")
_TABLES = (".csv", ".xlsx")
_SECTIONS = {str(label): value for value, label in Section.choices}
_READ_BY_EYE = re.compile(r"第\d+页|正文")


@dataclass(frozen=True, slots=True)
class Line:
    """One row, checked: fields of the issue, fields of the piece, the name of its file."""

    line: int
    issue: dict[str, Any]
    entry: dict[str, Any]
    file: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was uploaded. ``files`` are the entries of the archive by name."""

    rows: list[SourceRow]
    archive: ZipFile | None
    files: Mapping[str, ZipInfo]
    budget: Budget

    def content(self, name: str) -> IO[bytes]:
        """Raises ``RowFault`` for a file that is not there or unpacks to too much."""
        if self.archive is None or name not in self.files:
            raise RowFault(f"压缩包里没有“{name}”")
        try:
            return unpacked(self.archive, self.files[name], self.budget)
        except (LimitExceededError, BadZipFile, NotImplementedError, RuntimeError) as error:
            raise RowFault(f"“{name}”解不开：{error}") from None


@contextmanager
def bundle(upload: Any) -> Iterator[Bundle]:
    """The upload, open as long as the block lasts. Raises ``Unreadable``."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{PurePosixPath(str(upload.name)).suffix.lower()}"
        upload.seek(0)
        with path.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        if path.suffix in _TABLES:
            yield Bundle(_rows(path), None, {}, Budget())
        elif path.suffix == ".zip":
            with path.open("rb") as file:
                yield _unpacked(file, Path(folder))
        else:
            raise Unreadable("请上传CSV、XLSX，或者把表和影印件打成一个ZIP")


def _unpacked(file: IO[bytes], folder: Path) -> Bundle:
    try:
        archive = opened(file)
    except (BadZipFile, LimitExceededError) as error:
        raise Unreadable(f"压缩包打不开：{error}") from None
    files = {PurePosixPath(name_of(entry)).name: entry for entry in archive.infolist() if not entry.is_dir()}
    tables = [name for name in files if PurePosixPath(name).suffix.lower() in _TABLES]
    if len(tables) != 1:
        raise Unreadable("压缩包里要有一张目录表（CSV或者XLSX），而且只有一张")
    whole = Bundle([], archive, files, Budget())
    table = folder / f"table{PurePosixPath(tables[0]).suffix.lower()}"
    try:
        with whole.content(tables[0]) as source:
            table.write_bytes(source.read())
    except RowFault as fault:
        raise Unreadable(fault.message) from None
    return Bundle(_rows(table), archive, files, whole.budget)


def _rows(path: Path) -> list[SourceRow]:
    rows: list[SourceRow] = []
    for row in read(path):
        if len(rows) == ROWS_AT_MOST:
            raise Unreadable(f"一次最多导入{ROWS_AT_MOST}行，请拆开")
        rows.append(row)
    if not rows:
        raise Unreadable("表里没有内容")
    lacking = [COLUMNS[name] for name in _REQUIRED if rows[0].values and COLUMNS[name] not in rows[0].values]
    if lacking:
        raise Unreadable(f"表里没有这些列：{'、'.join(lacking)}。第一行写列名")
    return rows


def line_of(row: SourceRow) -> Line:
    """Raises ``RowFault`` with every message of the row."""
    if row.fault:
        raise RowFault(row.fault)
    cells = {name: cell_text(row.values.get(label)).strip() for name, label in COLUMNS.items() if name != "dated"}
    try:
        issue: dict[str, Any] = {name: _whole(name, cells[name]) for name in ("year", "number", "total_number")}
        issue["dated"] = cell_day(row.values.get(COLUMNS["dated"]), COLUMNS["dated"])
        entry: dict[str, Any] = {name: _whole(name, cells[name]) for name in ("page_from", "page_to")}
        entry |= {name: typed_text.without_unseen(cells[name]) for name in ("title", "doc_number", "text")}
        entry["section"] = _SECTIONS.get(cells["section"] or "其他", cells["section"])
        entry["is_standard"] = cells["is_standard"] in {"是", "√", "1"}
        issue, entry = checked(fields.ISSUE, issue), checked(fields.ENTRY, entry)
        fields.require_order(entry)
    except InvalidInput as invalid:
        raise RowFault(invalid.message) from None
    if issue["dated"] is None:
        raise RowFault("没有出版日期")
    if not entry["text"] and not cells["file"]:
        raise RowFault("正文和文件要有一样")
    return Line(row.line, issue, entry, cells["file"])


def _whole(name: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise RowFault(f"{COLUMNS[name]}“{text[:20]}”不是整数")
    return int(text)


def text_of(found: Extraction) -> str:
    """What a reader of the file reads, page after page."""
    return "\n".join(part.text for part in found.parts if _READ_BY_EYE.fullmatch(part.where))


def hidden_in(found: Extraction) -> Iterator[tuple[str, str]]:
    """Where else there is text, and which."""
    for part in found.parts:
        if part.where != FILE_NAME and not _READ_BY_EYE.fullmatch(part.where):
            yield part.where, part.text
