"""Registers as tables that leave the house: one sheet a kind, its own columns in order."""

from collections.abc import Iterable, Iterator

from disclosure.registers import kinds
from disclosure.registers.kinds import RegisterKind
from disclosure.registers.models import RegisterEntry
from portal.spreadsheets import Row, Sheet, csv_lines, workbook

_SHEET_NAME = 31
_FORBIDDEN = str.maketrans("[]:*?/\\", "（）：＊？、、")
_WIDE, _NARROW = 28, 14


def book(entries: Iterable[RegisterEntry]) -> bytes:
    """An XLSX file with a sheet for every kind among the entries; one empty sheet for none."""
    by_kind: dict[str, list[RegisterEntry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    rows = [(row, by_kind[row.code]) for row in kinds.BY_CODE.values() if row.code in by_kind]
    sheets = [_sheet(kind, found) for kind, found in rows]
    return workbook(*(sheets or [Sheet("台账", ("没有记录",), (), (_WIDE,))]))


def csv(entries: Iterable[RegisterEntry], kind: RegisterKind | None) -> Iterator[str]:
    """One kind with its columns; of several kinds, what all of them have."""
    if kind is not None:
        return csv_lines(headings(kind), (line(kind, entry) for entry in entries))
    common = ("台账", "单位", "期间", "日期", "内容", "状态", "登记人")
    return csv_lines(common, (_common(entry) for entry in entries))


def _sheet(kind: RegisterKind, entries: Iterable[RegisterEntry]) -> Sheet:
    widths = (_WIDE, _NARROW, _NARROW, _NARROW, *(_WIDE for _ in kind.items), _NARROW, _NARROW)
    name = kind.name.translate(_FORBIDDEN)[:_SHEET_NAME]
    return Sheet(name, headings(kind), (line(kind, entry) for entry in entries), widths)


def headings(kind: RegisterKind) -> Row:
    return ("单位", "期间", kind.day, "停用日期", *(item.label for item in kind.items), "状态", "登记人")


def line(kind: RegisterKind, entry: RegisterEntry) -> Row:
    ended = entry.ended_on.isoformat() if entry.ended_on else ""
    values = (item.shown(entry.values.get(item.name)) for item in kind.items)
    when = (entry.period_label, entry.happened_on.isoformat(), ended)
    return (entry.organ.name, *when, *values, entry.get_state_display(), entry.filer_name)


def _common(entry: RegisterEntry) -> Row:
    what = (entry.row.name, entry.organ.name, entry.period_label, entry.happened_on.isoformat(), entry.title)
    return (*what, entry.get_state_display(), entry.filer_name)
