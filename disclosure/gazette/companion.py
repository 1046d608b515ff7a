"""The gazette goes with documents: what is out is owed to it, and their pages say where they are printed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from disclosure.documents.companions import Companion, Panel, register
from disclosure.gazette.selectors import printed_in
from disclosure.gazette.services import follow_document


def _nothing_missing(_document: Any, _act: str, _at: datetime) -> Sequence[str]:
    return ()


def _public(document: Any, _on: date) -> Sequence[Panel]:
    """Where the standard text stands. One query."""
    entries = list(printed_in(document))
    if not entries:
        return ()
    return (Panel("gazette", "政府公报", "disclosure/gazette/panel.html", entries, is_beside=True),)


def _staff(_document: Any, _at: datetime) -> Sequence[Panel]:
    return ()


def register_companion() -> None:
    register(
        "gazette",
        Companion(missing=_nothing_missing, after=follow_document, public_panels=_public, staff_panels=_staff),
    )
