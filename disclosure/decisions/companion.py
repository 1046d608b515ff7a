"""A decision goes with its document: what it holds up, what the page says about who was asked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from disclosure.decisions.selectors import asked_before, lacking, missing, needs_consultation
from disclosure.documents.companions import Companion, Panel, register
from portal.actors import Actor


def _nothing_follows(document: Any, act: str, *, actor: Actor, at: datetime) -> None:
    """A decision is announced by its own act, after its document."""


def _public(document: Any, _on: date) -> Sequence[Panel]:
    found = asked_before(document).for_everybody()
    return (Panel("asked", "决策过程", "disclosure/decisions/panel.html", found, is_beside=True),) if found else ()


def _staff(document: Any, _at: datetime) -> Sequence[Panel]:
    asked = asked_before(document)
    if not asked and not needs_consultation(document):
        return ()
    content = {"asked": asked, "missing": lacking(document, asked), "document": document}
    return (Panel("asked", "预公开", "admin/disclosure/decision/document_panel.html", content),)


def register_companion() -> None:
    register(
        "decisions",
        Companion(missing=missing, after=_nothing_follows, public_panels=_public, staff_panels=_staff),
    )
