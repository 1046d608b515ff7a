"""What is typed into a row, checked element by element, and what follows from it."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from disclosure.listings.elements import TEMPLATES, Element, ListTemplate, Type
from portal import typed_text
from portal.accounts import uscc
from portal.errors import InvalidInput
from portal.field_table import Field, Refused, as_text, checked, choice, day, line, paragraphs, web_address

LINE_LENGTH = 300
TEXT_LENGTH = 20_000
_DIGITS = (14, 6)

Read = Callable[[str, Any], str]


def _amount(label: str, value: Any) -> str:
    """A plain number, as text: JSON numbers are no decimals. Debts and balances may be below zero."""
    text = typed_text.line(str(value)) if value is not None else ""
    if not text:
        return ""
    try:
        found = Decimal(text.replace(",", "").replace("，", "").rstrip("%％"))
    except InvalidOperation:
        raise Refused(f"{label}请填数字，例如1200.5") from None
    whole, places = _DIGITS
    if not found.is_finite() or abs(found) >= 10**whole:
        raise Refused(f"{label}不是能用的数字")
    if found != round(found, places):
        raise Refused(f"{label}最多{places}位小数")
    return f"{found.normalize():f}"


def _day(label: str, value: Any) -> str:
    found = day(label, value)
    return found.isoformat() if found else ""


def _code(label: str, value: Any) -> str:
    text = "".join(as_text(value).split()).upper()
    if text and (wrong := uscc.fault(text)):
        raise Refused(wrong.rstrip("。"))
    return text


def reader(element: Element) -> Read:
    """Nothing is required here: a draft may be incomplete, the gate of its submission asks for the rest."""
    simple: dict[Type, Read] = {
        Type.LINE: line(LINE_LENGTH),
        Type.TEXT: paragraphs(TEXT_LENGTH),
        Type.LINK: web_address,
        Type.NUMBER: _amount,
        Type.DAY: _day,
        Type.CODE: _code,
    }
    return choice(element.options) if element.type is Type.CHOICE else simple[element.type]


def read(template: ListTemplate, values: Mapping[str, Any]) -> dict[str, str]:
    """Every element of the list, empty where nothing was typed. Raises ``InvalidInput``."""
    table = {row.name: Field(row.label, reader(row)) for row in template.elements}
    clean: dict[str, str] = checked(table, dict.fromkeys(table, "") | dict(values))
    telling = {template.elements[0].name, *template.key}
    if missing := {name: f"请填写{table[name].label}" for name in telling if not clean[name]}:
        raise InvalidInput(missing)
    return clean


def read_day(template: ListTemplate, value: Any, *, today: date) -> date:
    """The day its limit counts from. Raises ``InvalidInput``."""
    clean = checked({"formed_on": Field(template.day, day)}, {"formed_on": value})["formed_on"]
    if clean is None:
        raise InvalidInput({"formed_on": f"请填写{template.day}"})
    if clean > today:
        raise InvalidInput({"formed_on": f"{template.day}不能晚于今天"})
    found: date = clean
    return found


def following(code: str, values: Mapping[str, str]) -> dict[str, str]:
    """``title``, ``key`` and ``words`` of a row with these values."""
    template = TEMPLATES[code]
    telling = "\x1f".join(values.get(name, "") for name in template.key)
    return {
        "title": values[template.elements[0].name],
        "key": hashlib.sha256(telling.encode()).hexdigest(),
        "words": "\n".join(value for value in values.values() if value),
    }
