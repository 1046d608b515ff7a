"""Cells: from text to a typed value, from a value to the key it is sorted and found by. Pure."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from disclosure.datasets.codes import ColumnType
from portal import typed_text

Value = str | int | bool | None
"""As it is stored and handed out: decimals and days are text, so that nothing is rounded on the way."""

TEXT_LENGTH = 2000
CODE_LENGTH = 60
KEY_LENGTH = 60
YEARS = (1000, 2999)

_INTEGER = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})")
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,8})?")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?|(\d{4})(\d{2})(\d{2})")
_WORDS = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False}
_PLACES = 8
_DIGITS = 24
_COMPLEMENT = str.maketrans("0123456789", "9876543210")


class NotOfType(Exception):
    """The cell is not what its column holds; the argument says why, in Chinese, without the value."""


def read(kind: str, text: str) -> Value:
    """The value of a cell; ``None`` for an empty one. Raises ``NotOfType``."""
    clean = text if text.isascii() else normalize("NFKC", text)
    clean = clean.strip()
    return _READERS[kind](clean, text) if clean else None


def _text(_clean: str, text: str) -> str:
    words = typed_text.paragraphs(text)
    if fault := typed_text.fault(words, label="这一格", at_most=TEXT_LENGTH):
        raise NotOfType(fault)
    return words


def _code(_clean: str, text: str) -> str:
    words = typed_text.line(text)
    if fault := typed_text.fault(words, label="代码", at_most=CODE_LENGTH):
        raise NotOfType(fault)
    return words


def _integer(clean: str, _text: str) -> int:
    if not _INTEGER.fullmatch(clean):
        raise NotOfType("不是整数")
    return int(clean.replace(",", ""))


def _decimal(clean: str, _text: str) -> str:
    if not _DECIMAL.fullmatch(clean):
        raise NotOfType("不是数字（小数点后最多8位）")
    return f"{Decimal(clean.replace(',', '')):f}"


def _day(clean: str, _text: str) -> str:
    found = _DAY.fullmatch(clean)
    if found is None:
        raise NotOfType("不是日期，请写成2026-03-05")
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        known = date(year, month, day)
    except ValueError:
        raise NotOfType("没有这一天") from None
    if not YEARS[0] <= year <= YEARS[1]:
        raise NotOfType("年份不对")
    return known.isoformat()


def _yes_no(clean: str, _text: str) -> bool:
    answer = _WORDS.get(clean.lower())
    if answer is None:
        raise NotOfType("只能填是或者否")
    return answer


_READERS: dict[str, Callable[[str, str], Value]] = {
    ColumnType.TEXT: _text,
    ColumnType.CODE: _code,
    ColumnType.INTEGER: _integer,
    ColumnType.DECIMAL: _decimal,
    ColumnType.DATE: _day,
    ColumnType.YES_NO: _yes_no,
}


def key(kind: str, value: Value) -> str | None:
    """What the database compares: digits only where order matters, so that every collation sorts them alike."""
    if value is None:
        return None
    if kind in (ColumnType.INTEGER, ColumnType.DECIMAL):
        scaled = int(Decimal(str(value)).scaleb(_PLACES))
        digits = f"{abs(scaled):0{_DIGITS}d}"
        return f"1{digits}" if scaled >= 0 else f"0{digits.translate(_COMPLEMENT)}"
    if kind == ColumnType.DATE:
        return str(value).replace("-", "")
    if kind == ColumnType.YES_NO:
        return "1" if value else "0"
    return normalize("NFKC", str(value)).casefold()[:KEY_LENGTH]


def shown(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def cell(kind: str, value: Value) -> str | int | Decimal:
    """For a spreadsheet: numbers as numbers, everything else as text."""
    if kind == ColumnType.INTEGER and isinstance(value, int):
        return value
    if kind == ColumnType.DECIMAL and isinstance(value, str):
        return Decimal(value)
    return shown(value)
