"""Clocks as a line of the queue and a case page show them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.clock import local
from portal.deadlines import selectors
from portal.deadlines.arithmetic import line_of
from portal.deadlines.legal_rules.terms import UNIT_WORDS, Unit
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import Explanation, Light
from portal.deadlines.workdays import WorkCalendar
from portal.subjects import ref

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of the period has passed. ``words`` is the same for those who cannot see it."""

    used: int
    total: int
    words: str


def bar(deadline: Deadline, at: datetime, days: WorkCalendar) -> Bar:
    """From the start of the period to its end, in the unit of the limit. Asks the database nothing."""
    terms = deadline.legal_rule
    if terms.unit is Unit.HOUR:
        total = terms.amount + deadline.extended_by
        passed = total - max((deadline.due_at - at) // HOUR, 0)
    else:
        line = line_of(terms, days)
        total = line.count(deadline.started_on, deadline.due_on)
        passed = line.count(deadline.started_on, min(local(at).date(), deadline.due_on))
    used = min(max(passed, 0), total)
    unit = UNIT_WORDS[terms.unit] if terms.unit in {Unit.HOUR, Unit.WORKDAY} else "天"
    return Bar(used, max(total, 1), f"已用{used}{unit}，共{total}{unit}")


def most_urgent(rows: dict[str, list[int]]) -> dict[tuple[str, int], Deadline]:
    """The running clock that ends first, for each case: label to keys. One query per label."""
    found: dict[tuple[str, int], Deadline] = {}
    for label, pks in rows.items():
        clocks = Deadline.objects.running().filter(subject_label=label, subject_id__in=pks, is_minimum=False)
        for deadline in clocks.by_urgency():
            found.setdefault((label, deadline.subject_id), deadline)
    return found


@dataclass(frozen=True, slots=True)
class CaseClock:
    """One clock of a case page."""

    light: Light
    explanation: Explanation | None


def context(subject: Any, at: datetime) -> dict[str, Any]:
    """All clocks of the case; the running ones are explained day by day."""
    clocks = list(selectors.for_subject(ref(subject)).prefetch_related("events"))
    days = selectors.calendar()
    lights = [selectors.light_of(deadline, at, days) for deadline in clocks]
    running = [light for light in lights if not light.deadline.is_closed]
    urgent = sorted(running, key=lambda light: (light.deadline.waiting_since is not None, light.deadline.due_at))
    return {
        "clock_lights": lights,
        "head_light": urgent[0] if urgent else None,
        "explanations": [selectors.explain(light.deadline, at, days=days) for light in urgent],
    }


def end_of_soon(at: datetime, workdays: int) -> date:
    """The ``workdays``-th working day from now."""
    return selectors.calendar().nth_after(local(at).date(), workdays)
