"""Findings of texts as they are compared and kept: place, masked words around, keyed identity."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from portal.screening.detectors import key, scan
from portal.screening.kinds import Kind
from portal.screening.masks import excerpt, masked, redacted

_SHOWN = 300
_WHERE = 300
_SALT = "portal.screening"


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a subject. ``code`` stays the same while the text changes; ``where`` is what people call it."""

    code: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of a subject that nobody could read. ``content`` identifies what it is: a hash, or its name."""

    code: str
    where: str
    why: str
    content: str


@dataclass(frozen=True, slots=True)
class Located:
    """A finding in its place, without the datum."""

    code: str
    where: str
    kind: Kind
    start: int
    end: int
    before: str
    shown: str
    after: str
    identity: str


def official_contacts() -> frozenset[str]:
    """Numbers, mailboxes and addresses of offices that are public anyway, as ``key()`` writes them."""
    return frozenset(map(key, settings.OFFICIAL_CONTACTS))


def locate(parts: Iterable[Part], unread: Iterable[Unread] = ()) -> list[Located]:
    """Everything found in the texts, in order; each equal finding of one passage counts for itself."""
    allowed = official_contacts()
    found = [located for part in parts for located in _in_part(part, allowed)]
    return found + [_unread(item) for item in unread]


def _in_part(part: Part, allowed: Collection[str]) -> list[Located]:
    matches = scan(part.text, allowed=allowed)
    if not matches:
        return []
    hidden = masked(part.text, matches)
    seen: Counter[str] = Counter()
    found = []
    for match in matches:
        # The passage is compared as masked, so that masking a neighbour leaves what was decided here standing.
        passage = hidden[hidden.rfind("\n", 0, match.start) + 1 : _line_end(hidden, match.end)]
        identity = _digest(part.code, part.where, match.kind, key(part.text[match.start : match.end]), passage)
        seen[identity] += 1
        before, shown, after = excerpt(hidden, match)
        found.append(
            Located(
                code=part.code,
                where=redacted(part.where)[:_WHERE],
                kind=match.kind,
                start=match.start,
                end=match.end,
                before=before,
                shown=shown[:_SHOWN],
                after=after,
                identity=_digest(identity, str(seen[identity])),
            )
        )
    return found


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _unread(item: Unread) -> Located:
    return Located(
        code=item.code,
        where=redacted(item.where)[:_WHERE],
        kind=Kind.UNREADABLE,
        start=0,
        end=0,
        before="",
        shown=redacted(item.why)[:_SHOWN],
        after="",
        identity=_digest(item.code, Kind.UNREADABLE, item.why, item.content),
    )


def _digest(*values: str) -> str:
    return salted_hmac(_SALT, "\x1f".join(values), algorithm="sha256").hexdigest()
