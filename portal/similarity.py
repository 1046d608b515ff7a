"""摘抄、雷同: how much of one text stands in another. Pure.

Both texts are cut into overlapping pieces of ``SHINGLE`` characters, without blanks and marks. What counts is the share
of the first text that stands in the second: of an explanation in its document, of a report in last year's.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SHINGLE = 8
SHORTEST = 16
"""Shorter passages are names and set phrases that nobody can avoid."""
MARGIN = 12
"""Characters of the second text shown on both sides of a passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage as it stands in both texts; ``before`` and ``after`` are what the second text says around it."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Similarity:
    """``percent`` of the first text stands in the second; the longest passages first."""

    percent: int
    passages: tuple[Passage, ...]


def compare(text: str, other: str) -> Similarity:
    """An empty text has copied nothing."""
    ours, where = _bare(text)
    theirs, there = _bare(other)
    copies = list(_copies(ours, theirs))
    percent = round(100 * sum(length for _, length, _ in copies) / len(ours)) if ours else 0
    long = sorted((copy for copy in copies if copy[1] >= SHORTEST), key=lambda copy: -copy[1])
    passages = []
    for start, length, place in long:
        passage = text[where[start] : where[start + length - 1] + 1]
        begin, end = there[place], there[place + length - 1] + 1
        passages.append(Passage(passage, other[max(0, begin - MARGIN) : begin], other[end : end + MARGIN]))
    return Similarity(percent, tuple(passages))


def _bare(text: str) -> tuple[str, list[int]]:
    """Letters and digits only, and where each stood."""
    kept = [(character, index) for index, character in enumerate(text) if unicodedata.category(character)[0] in "LN"]
    return "".join(character for character, _ in kept), [index for _, index in kept]


def _copies(ours: str, theirs: str) -> Iterator[tuple[int, int, int]]:
    """Stretches of ``ours`` that stand in ``theirs``: start, length, place there. They do not overlap."""
    known: dict[str, int] = {}
    for place in range(len(theirs) - SHINGLE + 1):
        known.setdefault(theirs[place : place + SHINGLE], place)
    start = 0
    while start <= len(ours) - SHINGLE:
        place = known.get(ours[start : start + SHINGLE], -1)
        if place < 0:
            start += 1
            continue
        length = SHINGLE
        while ours[start + length : start + length + 1] == theirs[place + length : place + length + 1] != "":
            length += 1
        yield start, length, place
        start += length
