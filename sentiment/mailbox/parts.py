"""The words of a letter that everybody would read, as the screening and the gates read them. Imports no model."""

from typing import Any

from portal.screening.locating import Part

NAMES = {"public_title": "公开的标题", "public_question": "公开的问题", "public_answer": "公开的答复"}


def parts_of(message: Any) -> list[Part]:
    return [Part(name, label, getattr(message, name)) for name, label in NAMES.items()]
