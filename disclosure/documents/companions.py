"""What goes with a document and belongs to others: who must be ready before an act, who follows after it, what they
show beside the text.

Rooms that stand above this app register here, so that it imports none of them.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol

from portal.actors import Actor
from portal.workflow import Gate


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page with the text. ``anchor`` is its place on the page; ``template`` reads it as ``panel``.

    ``is_beside`` stands in the margin, others below the text.
    """

    anchor: str
    label: str
    template: str
    content: Any
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A link in the line of a document in the catalogue."""

    label: str
    address: str


class After(Protocol):
    def __call__(self, document: Any, act: str, *, actor: Actor, at: datetime) -> None: ...


def _no_marks(_documents: Collection[int]) -> Iterable[tuple[int, Mark]]:
    return ()


@dataclass(frozen=True, slots=True)
class Companion:
    """``missing`` says in Chinese why the document may not make the act yet, or for ``discuss`` not be laid before a
    meeting of the government; ``after`` is called in the transaction of
    an act that was made (sign, publish, recall, withdraw, and ``rewrite`` whenever text or files may have changed,
    before or after publication); ``public_panels`` and ``staff_panels`` are for its pages. ``marks`` gives the
    links of many documents in one query."""

    missing: Callable[[Any, str, datetime], Sequence[str]]
    after: After
    public_panels: Callable[[Any, date], Sequence[Panel]]
    staff_panels: Callable[[Any, datetime], Sequence[Panel]]
    marks: Callable[[Collection[int]], Iterable[tuple[int, Mark]]] = _no_marks


_companions: dict[str, Companion] = {}


def register(name: str, companion: Companion) -> None:
    """Registering a name again replaces the companion."""
    _companions[name] = companion


@cache
def ready_for(act: str) -> Gate:
    """The gate of that act: always the same one, so that what mends it can be named."""

    def gate(document: Any, at: datetime) -> Sequence[str]:
        return [reason for row in _companions.values() for reason in row.missing(document, act, at)]

    return gate


def follow(document: Any, act: str, *, actor: Actor, at: datetime) -> None:
    """The document has made the act: whatever goes with it follows."""
    for companion in _companions.values():
        companion.after(document, act, actor=actor, at=at)


def public_panels(document: Any, on: date) -> list[Panel]:
    return [panel for row in _companions.values() for panel in row.public_panels(document, on)]


def staff_panels(document: Any, at: datetime) -> list[Panel]:
    return [panel for row in _companions.values() for panel in row.staff_panels(document, at)]


def marks(documents: Collection[int]) -> dict[int, list[Mark]]:
    """By the keys of documents; one query for each companion that has any."""
    found: dict[int, list[Mark]] = {pk: [] for pk in documents}
    for row in _companions.values():
        for pk, mark in row.marks(documents):
            found[pk].append(mark)
    return found
