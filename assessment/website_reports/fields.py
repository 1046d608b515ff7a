"""How what is filled in is read, row by row."""

import re
from decimal import Decimal
from typing import Any

from assessment.website_reports.codes import ROWS, Kind, Row
from portal.field_table import Field, Refused, as_text, line, paragraphs

WORDS = 200
NOTE = 300
_WHOLE = re.compile(r"[0-9]{1,12}")
_DAYS = re.compile(r"[0-9]{1,4}(\.[0-9])?")
_FLAGS = {"yes": True, "no": False}

NOTED = {"note": Field("说明", paragraphs(NOTE, required=True))}


def _count(label: str, value: Any) -> int | None:
    text = as_text(value).strip().replace(",", "").replace("，", "")
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise Refused(f"{label}要填0或者正整数")
    return int(text)


def _days(label: str, value: Any) -> str | None:
    text = as_text(value).strip()
    if not text:
        return None
    if not _DAYS.fullmatch(text):
        raise Refused(f"{label}要填天数，最多一位小数")
    return str(Decimal(text))


def _flag(label: str, value: Any) -> bool | None:
    text = as_text(value)
    if not text:
        return None
    if text not in _FLAGS:
        raise Refused(f"{label}请选是或者否")
    return _FLAGS[text]


def _text(label: str, value: Any) -> str | None:
    return line(WORDS)(label, value) or None


_READERS = {Kind.TEXT: _text, Kind.COUNT: _count, Kind.DAYS: _days, Kind.FLAG: _flag}

FILLED = {row.code: Field(row.name, _READERS[row.kind]) for row in ROWS}
"""All rows; what is left empty is read as ``None``."""


def typed(row: Row, value: Any) -> str:
    """A stored value as a form shows it again."""
    if value is None:
        return ""
    if row.kind is Kind.FLAG:
        return "yes" if value else "no"
    return str(value)
