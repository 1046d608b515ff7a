"""What of a row leaves this house: the texts that are screened before it does. Imports no model."""

from collections.abc import Mapping
from typing import Any

from disclosure.listings.elements import TEMPLATES, Type
from portal.screening.locating import Part

SCREENED = frozenset({Type.LINE, Type.TEXT})


def fields(row: Any) -> list[Part]:
    """All of them, so that what was emptied is looked at as well."""
    return typed(row.template, row.values)


def texts(row: Any) -> list[Part]:
    """Those that are filled in."""
    return [part for part in fields(row) if part.text]


def typed(template: str, values: Mapping[str, str]) -> list[Part]:
    """The same of values nobody has stored yet."""
    rows = [row for row in TEMPLATES[template].elements if row.type in SCREENED]
    return [Part(row.name, row.label, values.get(row.name, "")) for row in rows]
