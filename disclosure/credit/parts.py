"""What of a record leaves this house: the texts that are screened before it does. Imports no model."""

from collections.abc import Mapping
from typing import Any

from disclosure.credit.elements import KINDS
from portal.screening.locating import Part

SCREENED = (
    "party_name",
    "document_name",
    "licence_name",
    "cause",
    "facts",
    "basis",
    "content",
    "suspended",
    "remark",
)


def texts(record: Any) -> list[Part]:
    """The fields its kind has and that are filled in."""
    return [part for part in fields(record) if part.text]


def fields(record: Any) -> list[Part]:
    """All of them, so that what was emptied is looked at as well."""
    return typed(record.kind, {name: getattr(record, name) for name in SCREENED})


def typed(kind: str, values: Mapping[str, Any]) -> list[Part]:
    """The same of values nobody has stored yet."""
    headings = {row.field: row.label for row in KINDS[kind].elements}
    return [
        Part(name, headings[name], str(values.get(name) or ""))
        for name in SCREENED
        if name in headings and name in values
    ]
