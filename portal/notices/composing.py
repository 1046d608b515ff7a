"""Messages whose text is made when they leave: they hold links that must not be stored, or what may be gone by then.

The outbox keeps such a message as a kind and what it is about, without address and text; each attempt composes it anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from portal.notices.models import Notice
from portal.privacy.services import plain_text


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. ``headers`` are added to those every mail has."""

    to: str
    subject_line: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


Composer = Callable[[Notice, datetime], Letter]
"""The same message gives the same letter at every attempt, but for what is no longer public. Raises ``Undeliverable``
when there is nothing left to say or nobody to say it to."""

_composers: dict[str, Composer] = {}


def register(kind: str, composer: Composer) -> None:
    """Registering a kind again replaces its composer."""
    _composers[kind] = composer


def is_composed(kind: str) -> bool:
    return kind in _composers


def letter_of(notice: Notice, *, at: datetime) -> Letter:
    """What to send: as stored, unless the kind has a composer."""
    composer = _composers.get(notice.kind)
    if composer is not None:
        return composer(notice, at)
    return Letter(plain_text(notice, "address"), notice.subject_line, notice.body)
