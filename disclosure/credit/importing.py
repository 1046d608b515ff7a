"""From a row of a department's export to the values of a record, under the headings of the official table."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.crypto import salted_hmac

from disclosure.credit import fields
from disclosure.credit.codes import Decision, PartyType
from disclosure.credit.elements import KINDS, Element
from disclosure.documents.importing.mapping import RowFault, cell_day, cell_text
from portal import typed_text
from portal.errors import InvalidInput

_SALT = "disclosure.credit.importing"
_DAYS = frozenset({"decided_on", "valid_from", "valid_to", "ends_on"})
_FOLD = str.maketrans({"(": "（", ")": "）", "　": "", " ": "", "_": "", "*": "", "\n": "", "\r": "", "\t": ""})
_PARTY_TYPES: dict[str, str] = {
    "法人": PartyType.ORGANISATION.value,
    "非法人组织": PartyType.ORGANISATION.value,
    "企业": PartyType.ORGANISATION.value,
    "个体": PartyType.BUSINESS.value,
    "个体户": PartyType.BUSINESS.value,
    "个人": PartyType.PERSON.value,
}
_CODES: dict[str, dict[str, str]] = {
    "party_type": _PARTY_TYPES | {str(label): value for value, label in PartyType.choices},
    "decision": {str(label): value for value, label in Decision.choices},
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row, checked. ``digest`` is the version of its content, keyed, since a name may be in it."""

    line: int
    values: dict[str, Any]
    digest: str


def unknown_headings(kind: str, headings: Mapping[str, Any]) -> str:
    """What a file lacks of the columns every row needs, in Chinese; empty when it has them."""
    present = {_folded(heading) for heading in headings}
    lacking = [
        row.heading
        for row in KINDS[kind].elements
        if row.field in {"party_name", "party_type", "number", "decided_on"} and not present & _names(row)
    ]
    return f"表里没有这些列：{'、'.join(lacking)}。列名照官方表，第一行写列名" if lacking else ""


def incoming(kind: str, line: int, row: Mapping[str, Any], *, today: date) -> Incoming:
    """Columns of no element (identity documents among them) are never read. Raises ``RowFault``."""
    cells = {_folded(heading): value for heading, value in row.items()}
    picked = {element.field: _value(element, cells) for element in KINDS[kind].elements}
    try:
        values = fields.read(kind, picked, today=today)
    except InvalidInput as invalid:
        raise RowFault(invalid.message) from None
    return Incoming(line, values, _digest(values))


def _value(element: Element, cells: Mapping[str, Any]) -> Any:
    cell = next((cells[name] for name in _named(element) if cells.get(name) not in (None, "")), None)
    if element.field in _DAYS:
        return cell_day(cell, element.heading)
    text = typed_text.without_unseen(cell_text(cell))
    return _CODES.get(element.field, {}).get(text, text)


def _named(element: Element) -> tuple[str, ...]:
    return tuple(_folded(name) for name in (element.heading, *element.also))


def _names(element: Element) -> frozenset[str]:
    return frozenset(_named(element))


def _folded(heading: str) -> str:
    return str(heading).translate(_FOLD)


def _digest(values: Mapping[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()
