"""What a case of a citizen can become elsewhere.

A room that takes cases over registers a receiver; the room that hands one on knows none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django import forms

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes over, in the words of its writer. ``name``, ``phone`` and ``email`` are plain here: they go into sealed
    fields, or nowhere."""

    number: str
    organ: Organ
    title: str
    text: str
    name: str = ""
    phone: str = ""
    email: str = ""
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """``name`` is what the new case is called, such as its number; ``code`` its query code, to be shown once and only
    to the writer."""

    name: str
    code: str = ""


class Taker(Protocol):
    """Opens the other case, in the transaction of the caller. ``added`` is what the writer typed besides.

    Raises ``DomainError``; ``InvalidInput`` is keyed by the fields of the receiver's form.
    """

    def __call__(
        self, carried: Carried, *, added: Mapping[str, str], reason: str, actor: Actor, at: datetime
    ) -> Taken: ...


@dataclass(frozen=True, slots=True)
class Receiver:
    """``label`` completes “转为…”. ``why_not`` says why this actor may not hand a case of the organ on, ``""`` when so.

    With a ``form`` the case is one that only its writer can begin: the clerk offers it, the writer adds what lacks and
    agrees. It is called with the data, if any, and ``carried``. ``page`` is where the writer follows the new case.
    """

    code: str
    label: str
    take: Taker
    why_not: Callable[[Organ, Actor], str]
    form: Callable[..., forms.Form] | None = None
    page: str = ""

    @property
    def is_for_writer(self) -> bool:
        return self.form is not None


_known: dict[str, Receiver] = {}


def register(receiver: Receiver) -> None:
    """Registering a code again replaces the receiver."""
    _known[receiver.code] = receiver


def unregister(code: str) -> None:
    _known.pop(code, None)


def receivers() -> list[Receiver]:
    return list(_known.values())


def receiver(code: str) -> Receiver | None:
    return _known.get(code)
