"""The texts of a released answer, as the screening and the gates read them."""

from typing import Any

from portal.screening.locating import Part

NAMES = {"title": "标题", "question": "问题", "answer": "答复"}


def parts_of(answer: Any) -> list[Part]:
    return [Part(name, label, getattr(answer, name)) for name, label in NAMES.items()]


def file_code(row: Any) -> str:
    """What the screening calls a file of an answer."""
    return f"file:{row.stored_id}"
