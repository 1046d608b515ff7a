"""Quality marks of a data set, computed from what is there. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.datasets.codes import ColumnType, Period


@dataclass(frozen=True, slots=True)
class Mark:
    """``is_good`` decides the colour, ``words`` say it."""

    name: str
    words: str
    is_good: bool


_WHOLE = 95
"""Percent of cells filled from which a data set counts as complete."""


def marks(dataset: Any, version: Any, *, on: date) -> list[Mark]:
    """Freshness, completeness, machine-readable, typed: in this order. No query."""
    return [
        _fresh(dataset, on),
        _complete(version),
        Mark("机器可读", "CSV、JSON、XLSX和接口", is_good=True),
        _typed(version),
    ]


def filled_percent(version: Any) -> int:
    """Cells that are not empty, rounded down, so that 100 says all of them."""
    cells = version.row_count * len(version.filled)
    return 100 * sum(version.filled) // cells if cells else 0


def _fresh(dataset: Any, on: date) -> Mark:
    if dataset.period == Period.AS_NEEDED or dataset.next_due is None:
        return Mark("时效", "有变化时更新", is_good=True)
    late = dataset.days_late(on)
    words = f"超过更新期限{late}天" if late else f"按时更新，下次最晚{dataset.next_due:%Y-%m-%d}"
    return Mark("时效", words, is_good=not late)


def _complete(version: Any) -> Mark:
    percent = filled_percent(version)
    return Mark("完整", f"{percent}%的格有内容", is_good=percent >= _WHOLE)


def _typed(version: Any) -> Mark:
    columns = version.open_columns
    typed = sum(column.type != ColumnType.TEXT for column in columns)
    described = sum(bool(column.words) for column in columns)
    words = f"{len(columns)}列都标明类型，其中{typed}列不是文字；{described}列有说明"
    return Mark("字段标准", words, is_good=described == len(columns))
