"""Writing the files of one data set, row by row: memory does not grow with the archive."""

import gzip
import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

from disclosure.documents.models import Document
from disclosure.open_data.tables import DataSet, Value
from portal.spreadsheets import csv_line

CHUNK = 1000
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """One file as it lies on disk."""

    name: str
    bytes: int
    sha256: str


def write(data_set: DataSet, folder: Path, *, root: str) -> tuple[int, list[Written]]:
    """The rows as CSV (UTF-8 with BOM, safe in a spreadsheet) and as gzipped JSON Lines; how many there are."""
    table, lines = folder / f"{data_set.code}.csv", folder / f"{data_set.code}.jsonl.gz"
    with ExitStack() as files:
        csv = files.enter_context(table.open("w", encoding="utf-8", newline=""))
        packed = files.enter_context(lines.open("wb"))
        # No name and no time inside: the same rows give the same bytes.
        jsonl = files.enter_context(gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0))
        count = _write_rows(data_set, csv, cast("IO[bytes]", jsonl), root=root)
    return count, [_measured(table), _measured(lines)]


def _write_rows(data_set: DataSet, csv: IO[str], jsonl: IO[bytes], *, root: str) -> int:
    csv.write("\ufeff" + csv_line(field.title for field in data_set.fields))
    count = 0
    for record in _records(data_set, root):
        csv.write(csv_line(_cell(value) for value in record.values()))
        jsonl.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        count += 1
    return count


def _records(data_set: DataSet, root: str) -> Iterable[Mapping[str, Value]]:
    rows: Iterable[Document] = data_set.rows().iterator(chunk_size=CHUNK)
    return (data_set.record(document, root) for document in rows)


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _measured(path: Path) -> Written:
    found, size = sha256(), 0
    with path.open("rb") as file:
        while part := file.read(_READ):
            found.update(part)
            size += len(part)
    return Written(path.name, size, found.hexdigest())
