"""Behind every number its tasks: the figures of a period as lines of links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from disclosure.reposting.selectors import Figures, Line
from disclosure.reposting.states import TaskState
from portal import clock

_KINDS: Mapping[str, Mapping[str, str]] = {
    "in_time": {"state__exact": TaskState.DONE, "is_late__exact": "0"},
    "late": {"state__exact": TaskState.DONE, "is_late__exact": "1"},
    "missing": {"state__exact": TaskState.OPEN},
    "waiting": {"state__exact": TaskState.OPEN},
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number and the list it counts."""

    number: int
    address: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """``counts`` in the order in time, late, missing, waiting."""

    name: str
    figures: Figures
    counts: list[Count]
    is_under: bool


def shown(lines: Iterable[Line], by: str, starts_on: date, ends_on: date, *, threshold: int = 0) -> list[ShownLine]:
    """``by`` is the field the lines stand for, ``organ`` or ``source``; under ``threshold`` percent a line is red."""
    root = reverse("admin:disclosure_reposttask_changelist")
    period = {
        "issued_at__gte": clock.start_of_day(starts_on).isoformat(),
        "issued_at__lt": clock.end_of_day(ends_on).isoformat(),
    }

    def counts(line: Line) -> list[Count]:
        own = {f"{by}__id__exact": str(line.pk)} | period
        return [
            Count(getattr(line.figures, kind), f"{root}?{urlencode({**own, **narrow})}")
            for kind, narrow in _KINDS.items()
        ]

    return [ShownLine(line.name, line.figures, counts(line), line.figures.is_under(threshold)) for line in lines]
