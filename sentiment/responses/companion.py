"""A policy document and the concerns it stirred up: entered from its page, answered beside it (S0-2.10a)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from disclosure.documents.companions import Companion, Panel, register
from portal.actors import Actor
from sentiment.responses.selectors import answered_about


def _nothing(_document: Any, _act: str, _at: datetime) -> Sequence[str]:
    return []


def _no_sequel(document: Any, act: str, *, actor: Actor, at: datetime) -> None:
    """An answer stands on its own page whatever becomes of the document."""


def _public_panels(document: Any, _on: date) -> Sequence[Panel]:
    rows = answered_about(document)
    return [Panel("concerns", "回应", "sentiment/policy_panel.html", rows)] if rows else []


def _staff_panels(document: Any, _at: datetime) -> Sequence[Panel]:
    if not document.is_public:
        return []
    content = {"address": document.get_absolute_url(), "answered": answered_about(document)}
    return [Panel("concerns", "回应关切", "admin/sentiment/policy_panel.html", content)]


def register_companion() -> None:
    register("concerns", Companion(_nothing, _no_sequel, _public_panels, _staff_panels))
