"""A version as files: CSV (UTF-8 with BOM), JSON, XLSX; and the catalogue as a table."""

import json
from collections.abc import Iterable, Iterator, Sequence

from disclosure.datasets import selectors
from disclosure.datasets.columns import Column, as_record
from disclosure.datasets.models import Dataset, DatasetVersion
from disclosure.datasets.values import Value, cell
from portal import spreadsheets
from portal.clock import local
from portal.spreadsheets import Cell, Sheet

JSON = "application/json; charset=utf-8"
XLSX_ROWS_AT_MOST = 20_000
"""A workbook is made in memory; what is longer goes as CSV."""
MEDIA_TYPES = {"csv": spreadsheets.CSV, "json": JSON, "xlsx": spreadsheets.XLSX}
HEADINGS = ("名称", "提供单位", "领域", "更新频率", "行数", "字段", "更新时间", "下次更新期限", "网址")
_WIDTH = 18


def endings(version: DatasetVersion) -> tuple[str, ...]:
    """The formats a version can be had in."""
    return ("csv", "json", "xlsx") if version.row_count <= XLSX_ROWS_AT_MOST else ("csv", "json")


def csv(version: DatasetVersion) -> Iterator[str]:
    columns = version.open_columns
    return spreadsheets.csv_lines([column.title for column in columns], _cells(columns, selectors.values(version)))


def workbook(version: DatasetVersion) -> bytes:
    columns = version.open_columns
    titles = [column.title for column in columns]
    rows = _cells(columns, selectors.values(version))
    return spreadsheets.workbook(Sheet("数据", titles, rows, [_WIDTH] * len(titles)))


def json_lines(version: DatasetVersion) -> Iterator[str]:
    """One array of objects, a row at a time."""
    columns, before = version.open_columns, "[\n"
    for values in selectors.values(version):
        yield before + json.dumps(as_record(columns, values), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _cells(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[list[Cell]]:
    kinds = [column.type for column in columns]
    for values in rows:
        yield [cell(kind, value) for kind, value in zip(kinds, values, strict=True)]


def catalogue(datasets: Iterable[Dataset], *, root: str) -> Iterator[str]:
    """The open catalogue as CSV: only what is open anyway (S3-5.3a)."""
    return spreadsheets.csv_lines(HEADINGS, (_line(dataset, root) for dataset in datasets))


def _line(dataset: Dataset, root: str) -> list[Cell]:
    version = dataset.current
    return [
        dataset.title,
        dataset.organ.name,
        dataset.get_domain_display(),
        dataset.get_period_display(),
        version.row_count if version else "",
        "、".join(column.title for column in version.open_columns) if version else "",
        local(dataset.updated_at).date().isoformat() if dataset.updated_at else "",
        dataset.next_due.isoformat() if dataset.next_due else "",
        f"{root}{dataset.get_absolute_url()}",
    ]
