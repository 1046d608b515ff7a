"""What else a letter can become. Each room that takes letters over registers itself; the mailbox knows none of them.

A conversion opens a case of another kind; the letter keeps its course: its writer still waits for an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portal.actors import Actor
from portal.workflow import Governed


class Taker(Protocol):
    """Opens the other case and returns what it is called, such as its number. Raises ``DomainError``."""

    def __call__(self, message: Governed, *, reason: str, actor: Actor, at: datetime) -> str: ...


@dataclass(frozen=True, slots=True)
class Conversion:
    """``label`` completes “转为…”; ``may`` says whether this actor may convert, ``""`` when so."""

    code: str
    label: str
    take: Taker
    why_not: Callable[[Governed, Actor], str]


_known: dict[str, Conversion] = {}


def register(conversion: Conversion) -> None:
    """Registering a code again replaces the conversion."""
    _known[conversion.code] = conversion


def unregister(code: str) -> None:
    _known.pop(code, None)


def conversions() -> list[Conversion]:
    return list(_known.values())


def conversion(code: str) -> Conversion | None:
    return _known.get(code)
