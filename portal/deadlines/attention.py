"""When somebody must be told: before the end, at the end, after it. Pure Python."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from portal.clock import SHANGHAI, end_of_day, start_of_day
from portal.deadlines.arithmetic import line_of
from portal.deadlines.course import Course
from portal.deadlines.legal_rules.terms import LegalRule, Unit
from portal.deadlines.workdays import WorkCalendar

_MORNING = time(8, 0, tzinfo=SHANGHAI)


class AttentionKind(StrEnum):
    WARNING = "warning"
    OVERDUE = "overdue"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Threshold:
    """``units`` before the end (WARNING), after it (OVERDUE) or into a stop (WAITING), and the moment of that."""

    kind: AttentionKind
    units: int
    moment: datetime


def end_of(rule: LegalRule, due: date, due_at: datetime | None) -> datetime:
    """The exclusive end of the period: the hour for limits in hours, else 24:00 of the last day."""
    return due_at if rule.unit is Unit.HOUR and due_at is not None else end_of_day(due)


def thresholds(rule: LegalRule, due: date, ends_at: datetime, calendar: WorkCalendar) -> tuple[Threshold, ...]:
    """All moments of attention, earliest first. Reminders of whole days come at eight in the morning."""
    before = [
        Threshold(AttentionKind.WARNING, units, _before(rule, due, ends_at, units, calendar)) for units in rule.warnings
    ]
    after = [
        Threshold(AttentionKind.OVERDUE, units, _after(rule, due, ends_at, units, calendar))
        for units in rule.escalations
    ]
    return tuple(sorted(before + after, key=lambda threshold: threshold.moment))


def waiting_thresholds(rule: LegalRule, course: Course, calendar: WorkCalendar) -> tuple[Threshold, ...]:
    """When somebody must look at the open stops: once the answer's own time is over, and once more as long after."""
    found = [
        Threshold(AttentionKind.WAITING, units, datetime.combine(calendar.nth_after(since, units + 1), _MORNING))
        for key, since in course.open_stops
        if (stop := rule.stop(key.partition("|")[0]))
        for units in (stop.longest, 2 * stop.longest)
    ]
    return tuple(sorted(found, key=lambda threshold: threshold.moment))


def turns_yellow_at(rule: LegalRule, due: date, ends_at: datetime, calendar: WorkCalendar) -> datetime | None:
    """The moment the earliest warning is reached, from the start of its day; ``None`` without warnings."""
    if not rule.warnings:
        return None
    units = max(rule.warnings)
    if rule.unit is Unit.HOUR:
        return ends_at - timedelta(hours=units)
    return start_of_day(line_of(rule, calendar).nth_before(due, units))


def _before(rule: LegalRule, due: date, ends_at: datetime, units: int, calendar: WorkCalendar) -> datetime:
    if rule.unit is Unit.HOUR:
        return ends_at - timedelta(hours=units)
    return datetime.combine(line_of(rule, calendar).nth_before(due, units), _MORNING)


def _after(rule: LegalRule, due: date, ends_at: datetime, units: int, calendar: WorkCalendar) -> datetime:
    if rule.unit is Unit.HOUR:
        return ends_at + timedelta(hours=units)
    if units == 0:
        return ends_at
    return datetime.combine(line_of(rule, calendar).nth_after(due, units), _MORNING)
