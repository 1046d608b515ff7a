"""What of an issue is screened before it leaves: titles and texts of historic pieces. Imports no model."""

from collections.abc import Iterable
from typing import Any

from portal.screening.locating import Part

SCREENED = ("title", "text")
_LABELS = {"title": "标题", "text": "正文"}


def code(entry: Any, field: str) -> str:
    """How the screening calls a text of a piece."""
    return f"{field}:{entry.pk}"


def of_entry(entry: Any) -> list[Part]:
    """Both texts, so that what was emptied is looked at as well; none of a document, which was screened itself."""
    if entry.document_id is not None:
        return []
    where = f"第{entry.position}篇"
    return [Part(code(entry, name), f"{where}{_LABELS[name]}", getattr(entry, name)) for name in SCREENED]


def texts(issue: Any) -> list[Part]:
    """Those that are filled in."""
    return [part for entry in issue.entries.all() for part in of_entry(entry) if part.text]


def typed(title: str, text: str) -> Iterable[Part]:
    return [Part("title", _LABELS["title"], title), Part("text", _LABELS["text"], text)]
