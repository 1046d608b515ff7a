"""Input checked against a table of fields: one row per field, one Chinese message per wrong value."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from portal import typed_text
from portal.errors import InvalidInput

YEARS = (1900, 2200)
URL_LENGTH = 200
SYSTEM_FIELD = "这一项由系统填写，不能自己填"

_is_web_address = URLValidator(schemes=["http", "https"])


class Refused(Exception):
    """The value does not fit its field; the argument says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Field:
    """``read`` turns what was typed into what is stored, or raises ``Refused``."""

    label: str
    read: Callable[[str, Any], Any]


def as_text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused("这里要填文字")
    return value


def line(at_most: int, *, required: bool = False) -> Callable[[str, Any], str]:
    def read(label: str, value: Any) -> str:
        text = typed_text.line(as_text(value))
        return _without_fault(text, label, at_most, required=required)

    return read


def paragraphs(at_most: int, *, required: bool = False) -> Callable[[str, Any], str]:
    def read(label: str, value: Any) -> str:
        text = typed_text.paragraphs(as_text(value))
        return _without_fault(text, label, at_most, required=required)

    return read


def _without_fault(text: str, label: str, at_most: int, *, required: bool) -> str:
    if fault := typed_text.fault(text, label=label, at_most=at_most, required=required):
        raise Refused(fault)
    return text


def choice(values: Iterable[str], *, required: bool = False) -> Callable[[str, Any], str]:
    known = frozenset(str(value) for value in values)

    def read(label: str, value: Any) -> str:
        text = as_text(value).strip()
        if text in known or (not text and not required):
            return text
        raise Refused(f"请选择{label}" if not text else f"{label}里没有“{text[:20]}”这一项")

    return read


def day(label: str, value: Any) -> date | None:
    if value in (None, ""):
        return None
    try:
        found = value if type(value) is date else date.fromisoformat(as_text(value).strip())
    except ValueError:
        raise Refused(f"{label}请写成2026-03-05这样的日期") from None
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise Refused(f"{label}的年份不对：{found.year}")
    return found


def flag(label: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Refused(f"{label}请选是或者否")
    return value


def optional_flag(label: str, value: Any) -> bool | None:
    return None if value is None else flag(label, value)


def web_address(label: str, value: Any) -> str:
    text = line(URL_LENGTH)(label, value)
    try:
        if text:
            _is_web_address(text)
    except ValidationError:
        raise Refused(f"{label}请填完整的网址，例如 https://www.gov.cn/") from None
    return text


def checked(table: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored. Raises ``InvalidInput`` with one message per wrong field.

    A field that is not in the table is refused, never ignored: dates and numbers of law do not come from outside.
    """
    clean: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, value in values.items():
        if name not in table:
            faults[name] = SYSTEM_FIELD
            continue
        try:
            clean[name] = table[name].read(table[name].label, value)
        except Refused as refusal:
            faults[name] = str(refusal)
    if faults:
        raise InvalidInput(faults)
    return clean
