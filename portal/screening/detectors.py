"""``scan()``: what in a text must not be published as it stands. Pure; the tables are in numbers and words."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from portal.screening.kinds import Kind
from portal.screening.normalising import normalise
from portal.screening.numbers import find_numbers
from portal.screening.words import find_words

_RANK = {kind: place for place, kind in enumerate(Kind)}
_NOT_SIGNIFICANT = re.compile(r"[\s\u200b-]")


@dataclass(frozen=True, slots=True)
class Match:
    """``text[start:end]`` of the original text is of that kind."""

    kind: Kind
    start: int
    end: int


def scan(text: str, *, allowed: Collection[str] = frozenset()) -> tuple[Match, ...]:
    """Every secrecy mark and personal datum in ``text``, in order of place; none overlaps another.

    ``allowed``: numbers, mailboxes and addresses of offices, each as ``key()`` writes it; they are not reported.
    """
    normal = normalise(text)
    found = [Match(*match) for match in (*find_words(normal), *find_numbers(normal))]
    kept = _strongest(found)
    if allowed:
        kept = [match for match in kept if key(normal[match.start : match.end]) not in allowed]
    return tuple(kept)


def key(text: str) -> str:
    """One spelling for comparing two findings: without blanks and hyphens, half-width, lower case."""
    return _NOT_SIGNIFICANT.sub("", normalise(text))


def _strongest(found: list[Match]) -> list[Match]:
    """Where two overlap, the kind named first in ``Kind`` stands; of one kind, the longer."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (match.start, match.end)):
        if kept and match.start < kept[-1].end:
            if _strength(match) <= _strength(kept[-1]):
                continue
            kept.pop()
            # What the weaker one displaced before it ended stays displaced: it lay inside the weaker one.
        kept.append(match)
    return kept


def _strength(match: Match) -> tuple[int, int]:
    return -_RANK[match.kind], match.end - match.start
