"""What is typed into a record, checked field by field and as a whole. Pure but for the codes of the law's periods."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from disclosure.credit.codes import PartyType
from disclosure.credit.elements import KINDS, KindRow
from disclosure.credit.periods import longest_end
from portal import doc_numbers, typed_text
from portal.accounts import uscc
from portal.errors import InvalidInput
from portal.field_table import Field, Refused, as_text, checked, choice, day, line, paragraphs

LONG_TEXT = 4000
AMOUNT_DIGITS = (10, 6)
_SEPARATOR = re.compile(r"[、;；,，/|\n]+")
_STARS = re.compile("[*＊×]")

Read = Callable[[str, Any], Any]


def _code(label: str, value: Any) -> str:
    text = "".join(as_text(value).split()).upper()
    if text and (wrong := uscc.fault(text)):
        raise Refused(wrong.rstrip("。"))
    return text


def _number(label: str, value: Any) -> str:
    return doc_numbers.normalise(line(100, required=True)(label, value))[:100]


def _amount(label: str, value: Any) -> Decimal | None:
    """万元, not negative, to the 分."""
    text = typed_text.line(str(value)) if value is not None else ""
    if not text:
        return None
    try:
        found = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise Refused(f"{label}请填数字，单位是万元，例如0.5") from None
    whole, places = AMOUNT_DIGITS
    if not found.is_finite() or not 0 <= found < 10**whole:
        raise Refused(f"{label}不对：请填不小于0的数字，单位是万元")
    if found != round(found, places):
        raise Refused(f"{label}最多{places}位小数，单位是万元")
    return found


def _several(known: Sequence[str]) -> Read:
    """Values of a code list, joined by 、 in the order of the list."""

    def read(label: str, value: Any) -> str:
        given = [part.strip() for part in _SEPARATOR.split(line(200)(label, value)) if part.strip()]
        if wrong := next((part for part in given if part not in known), ""):
            raise Refused(f"{label}里没有“{wrong[:20]}”这一项，可以填：{'、'.join(known)}")
        return "、".join(each for each in known if each in given)

    return read


def _category(row: KindRow) -> Read:
    return _several(row.categories)


def _content(row: KindRow) -> Read:
    return _several(row.results) if row.results else paragraphs(LONG_TEXT)


_READERS: dict[str, Callable[[KindRow], Read]] = {
    "party_name": lambda _: line(200, required=True),
    "party_type": lambda _: choice(PartyType.values, required=True),
    "party_code": lambda _: _code,
    "authority_code": lambda _: _code,
    "number": lambda _: _number,
    "decision": lambda row: choice(row.decisions),
    "category": _category,
    "content": _content,
    "cause": lambda _: line(500),
    "remark": lambda _: line(500),
    "fine": lambda _: _amount,
    "confiscated": lambda _: _amount,
    **dict.fromkeys(("facts", "basis"), lambda _: paragraphs(LONG_TEXT)),
    **dict.fromkeys(("decided_on", "valid_from", "valid_to", "ends_on"), lambda _: day),
    **dict.fromkeys(("document_name", "licence_name", "suspended"), lambda _: line(200)),
    **dict.fromkeys(("representative", "licence_number", "authority"), lambda _: line(100)),
}

TABLES: Mapping[str, Mapping[str, Field]] = {
    kind: {each.field: Field(each.label, _READERS[each.field](row)) for each in row.elements}
    for kind, row in KINDS.items()
}
_ALWAYS: dict[str, Any] = {"party_name": "", "party_type": "", "number": "", "decided_on": None}


def read(kind: str, values: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """The values as they are stored, with those that can never be empty. Raises ``InvalidInput``."""
    if kind not in KINDS:
        raise InvalidInput({"kind": "请选择种类"})
    clean = checked(TABLES[kind], _ALWAYS | dict(values))
    if faults := _faults(kind, clean, today):
        raise InvalidInput(faults)
    return clean


def _faults(kind: str, values: Mapping[str, Any], today: date) -> dict[str, str]:
    """What is wrong between fields."""
    decided, start, end = values["decided_on"], values.get("valid_from"), values.get("valid_to")
    faults = {}
    if decided is None:
        faults["decided_on"] = f"请填写{TABLES[kind]['decided_on'].label}"
    elif decided > today:
        faults["decided_on"] = f"{TABLES[kind]['decided_on'].label}不能晚于今天"
    if start and end and end < start:
        faults["valid_to"] = "有效期至不能早于有效期自"
    if decided and (wrong := _show_fault(kind, values, decided)):
        faults["ends_on"] = wrong
    if values["party_type"] == PartyType.PERSON and values.get("party_code"):
        faults["party_code"] = "自然人不填代码，也不要填证件号码：系统不保存"
    return faults


def _show_fault(kind: str, values: Mapping[str, Any], decided: date) -> str:
    asked, longest = values.get("ends_on"), longest_end(kind, decided, values.get("valid_to"))
    if asked and asked < decided:
        return "公示截止期不能早于决定日期"
    if asked and longest and asked > longest:
        return f"公示截止期最晚是{longest}，不填就按这一天"
    return ""


def is_masked(name: str) -> bool:
    """Whether somebody handed in a name that is masked already."""
    return bool(_STARS.search(name))
