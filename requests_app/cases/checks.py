"""Checks that the rooms above add to the gates of a request.

The table of moves stands below the rooms that decide and write letters; they hand their checks down when the app
starts, so that a button, an act and a page still ask one gate.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any


class Point(StrEnum):
    """What is looked at, each by its own gate."""

    DECIDED = "decided"
    SCREENED = "screened"
    LETTERS = "letters"
    SEPARATED = "separated"


Check = Callable[[Any, datetime], Sequence[str]]
"""Takes the request and the moment; returns what is wrong, in Chinese."""

_checks: dict[Point, Check] = {}


def register(point: Point, check: Check) -> None:
    """Raises ``ValueError`` when another check is there already."""
    if _checks.setdefault(point, check) is not check:
        raise ValueError(f"{point} is checked already")


def faults(point: Point, request: Any, at: datetime) -> Sequence[str]:
    """Raises ``KeyError`` when nobody registered the check: a gate without a check must not stand open."""
    return _checks[point](request, at)
