"""What of a question the public will read: screened before it leaves. Imports no model."""

from collections.abc import Mapping
from typing import Any

from portal.screening.locating import Part

SCREENED = {"question": "问题", "answer": "答复"}


def fields(question: Any) -> list[Part]:
    return [Part(name, label, getattr(question, name)) for name, label in SCREENED.items()]


def texts(question: Any) -> list[Part]:
    """Those that are filled in."""
    return [part for part in fields(question) if part.text]


def typed(values: Mapping[str, str]) -> list[Part]:
    """The same of what nobody has stored yet."""
    return [Part(name, SCREENED[name], value) for name, value in values.items() if name in SCREENED and value]
