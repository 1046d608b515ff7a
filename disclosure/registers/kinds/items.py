"""The fields a register may have: what is typed, how it is checked, what is stored as JSON, how it is shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from portal import typed_text
from portal.field_table import Field, Refused, as_text, choice, day, flag, line, paragraphs, web_address

LINE_LENGTH = 200
TEXT_LENGTH = 3000
_AT_MOST = 1_000_000_000
_AMOUNT = re.compile(r"\d{1,9}(\.\d{1,2})?")


class ItemType(StrEnum):
    LINE = "line"
    TEXT = "text"
    ONE_OF = "one_of"
    SOME_OF = "some_of"
    COUNT = "count"
    AMOUNT = "amount"
    DAY = "day"
    YES_NO = "yes_no"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One field. ``choices`` are the words themselves: they are what is stored. ``unit`` follows a number.

    ``inside`` fields are never shown to the public.
    """

    name: str
    label: str
    type: ItemType = ItemType.LINE
    required: bool = True
    choices: tuple[str, ...] = ()
    unit: str = ""
    hint: str = ""
    inside: bool = False

    @property
    def field(self) -> Field:
        """The row of the table of fields that checks it."""
        return Field(self.label, self._read)

    def _read(self, label: str, value: Any) -> Any:
        read = _READERS[self.type](self)(label, value)
        if self.required and read in (None, "", []):
            verb = "选择" if self.type in {ItemType.ONE_OF, ItemType.SOME_OF, ItemType.YES_NO} else "填写"
            raise Refused(f"请{verb}{label}")
        return read

    def shown(self, value: Any) -> str:
        """A stored value in words; empty for nothing."""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, list):
            return "、".join(str(each) for each in value)
        if value in (None, ""):
            return ""
        return f"{value}{self.unit}"


Reader = Callable[[str, Any], Any]


def _day(label: str, value: Any) -> str:
    found = day(label, value)
    return found.isoformat() if isinstance(found, date) else ""


def _count(label: str, value: Any) -> int | None:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else as_text(value).strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or int(text) > _AT_MOST:
        raise Refused(f"{label}请填整数，没有的填0")
    return int(text)


def _amount(label: str, value: Any) -> str:
    text = str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else as_text(value).strip()
    if not text:
        return ""
    if not _AMOUNT.fullmatch(text):
        raise Refused(f"{label}请填数字，最多两位小数，例如12.50")
    try:
        return str(Decimal(text).quantize(Decimal("0.01")))
    except InvalidOperation:
        raise Refused(f"{label}请填数字，例如12.50") from None


def _some_of(choices: tuple[str, ...]) -> Reader:
    def read(label: str, value: Any) -> list[str]:
        given = value or []
        if not isinstance(given, list | tuple):
            raise Refused(f"请选择{label}")
        unknown = [str(each) for each in given if each not in choices]
        if unknown:
            raise Refused(f"{label}里没有“{typed_text.without_unseen(unknown[0])[:20]}”这一项")
        return [each for each in choices if each in given]

    return read


def _yes_no(label: str, value: Any) -> bool | None:
    return None if value in (None, "") else flag(label, value)


_READERS: dict[ItemType, Callable[[Item], Reader]] = {
    ItemType.LINE: lambda item: line(LINE_LENGTH),
    ItemType.TEXT: lambda item: paragraphs(TEXT_LENGTH),
    ItemType.ONE_OF: lambda item: choice(item.choices),
    ItemType.SOME_OF: lambda item: _some_of(item.choices),
    ItemType.COUNT: lambda item: _count,
    ItemType.AMOUNT: lambda item: _amount,
    ItemType.DAY: lambda item: _day,
    ItemType.YES_NO: lambda item: _yes_no,
    ItemType.LINK: lambda item: web_address,
}


def words(name: str, label: str, **more: Any) -> Item:
    """One line."""
    return Item(name=name, label=label, **more)


def text(name: str, label: str, **more: Any) -> Item:
    """Paragraphs."""
    return Item(name=name, label=label, type=ItemType.TEXT, **more)


def one_of(name: str, label: str, *choices: str, **more: Any) -> Item:
    return Item(name=name, label=label, type=ItemType.ONE_OF, choices=choices, **more)


def some_of(name: str, label: str, *choices: str, **more: Any) -> Item:
    return Item(name=name, label=label, type=ItemType.SOME_OF, choices=choices, **more)


def count(name: str, label: str, unit: str, **more: Any) -> Item:
    """A whole number."""
    return Item(name=name, label=label, type=ItemType.COUNT, unit=unit, **more)


def amount(name: str, label: str, unit: str, **more: Any) -> Item:
    """A number with up to two decimals, stored as text so that no digit is lost."""
    return Item(name=name, label=label, type=ItemType.AMOUNT, unit=unit, **more)


def on_day(name: str, label: str, **more: Any) -> Item:
    return Item(name=name, label=label, type=ItemType.DAY, **more)


def yes_no(name: str, label: str, **more: Any) -> Item:
    return Item(name=name, label=label, type=ItemType.YES_NO, **more)


def link(name: str, label: str, **more: Any) -> Item:
    """An address of the web."""
    return Item(name=name, label=label, type=ItemType.LINK, **more)
