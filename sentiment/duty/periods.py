"""Stretches of time nobody watched. Pure Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

SLACK = timedelta(minutes=15)
"""A hand-over may take that long without being a gap."""


@dataclass(frozen=True, slots=True)
class Span:
    start: datetime
    end: datetime


def uncovered(watched: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """What lies between ``start`` and ``end`` in no stretch that was watched, in order."""
    gaps, reached = [], start
    for span in sorted(watched, key=lambda span: span.start):
        if span.start - reached > SLACK:
            gaps.append(Span(reached, min(span.start, end)))
        reached = max(reached, span.end)
    if end - reached > SLACK:
        gaps.append(Span(reached, end))
    return [gap for gap in gaps if gap.start < end]
