"""Guides go with the documents they rest on: the page of a document leads to the errands, its fall is looked at."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from disclosure.documents.companions import Companion, Panel, register
from disclosure.services_guide.selectors import citing
from disclosure.services_guide.services import look_at_bases
from portal.actors import Actor


def _nothing_missing(_document: Any, _act: str, _at: datetime) -> Sequence[str]:
    return ()


def _follow(document: Any, act: str, *, actor: Actor, at: datetime) -> None:
    """At once when it goes off the page; what is amended or repealed is found by the task of every hour."""
    if not document.is_public and document.guide_bases.exists():
        look_at_bases(at=at)


def _public(document: Any, _on: date) -> Sequence[Panel]:
    """办事指南 that rest on the document. One query."""
    guides = list(citing(document))
    if not guides:
        return ()
    return (Panel("services", "办事指南", "disclosure/services/panel.html", guides, is_beside=True),)


def _staff(_document: Any, _at: datetime) -> Sequence[Panel]:
    return ()


def register_companion() -> None:
    register("services", Companion(missing=_nothing_missing, after=_follow, public_panels=_public, staff_panels=_staff))
