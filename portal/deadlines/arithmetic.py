"""From events to a due date. Pure Python, no clock, no database.

Sources: Civil Code (民法典) art. 201–203; 政府信息公开条例 art. 30, 33; the counting rules of law.md A5.

* The day the period begins on is not counted; the period ends with the end (24:00) of its last day, whatever the
  hour it began at. Hours run without a break.
* Overlapping stops count once. A stop begun on the last day still holds; one begun after it changes nothing.
* Where the rule says so, a last day that is no working day moves to the next one.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Protocol

from portal.deadlines.course import Course, Fact, ImpossibleClock, Span, fold
from portal.deadlines.explanation import Day, days_of
from portal.deadlines.legal_rules.terms import LegalRule, Unit
from portal.deadlines.workdays import DAY, WorkCalendar

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Computation:
    """The answer.

    ``due_at`` is set for limits in hours only; every other limit ends with the end of ``due``. ``waiting``: a stop is
    open, and ``due`` is what it would be if the stop ended on the day asked about; ``days`` end with that day.
    ``stopped``, ``used`` and ``left`` are in the rule's unit (days for months, years and fixed dates); ``left`` is
    negative once the period is over.
    """

    rule: LegalRule
    start: date
    due: date
    due_at: datetime | None
    provisional: bool
    waiting: bool
    extended_by: int
    stopped: int
    used: int
    left: int
    days: tuple[Day, ...] = ()

    @property
    def counted_days(self) -> tuple[Day, ...]:
        return tuple(day for day in self.days if day.counted)


class Line(Protocol):
    """How days are counted."""

    def nth_after(self, day: date, n: int) -> date: ...

    def nth_before(self, day: date, n: int) -> date: ...

    def count(self, after: date, until: date) -> int: ...


class NaturalDays:
    """Every day counts."""

    def nth_after(self, day: date, n: int) -> date:
        return day + DAY * n

    def nth_before(self, day: date, n: int) -> date:
        return day - DAY * n

    def count(self, after: date, until: date) -> int:
        return max((until - after).days, 0)


def line_of(rule: LegalRule, calendar: WorkCalendar) -> Line:
    """What the rule is measured on: working days or every day."""
    return calendar if rule.unit is Unit.WORKDAY else NaturalDays()


def compute(
    rule: LegalRule, facts: Iterable[Fact], calendar: WorkCalendar, *, on: date, moment: datetime | None = None
) -> Computation:
    """The due date as it stands on the day ``on`` (for limits in hours: at ``moment``), with every day explained.

    Raises ``ImpossibleClock`` when the events contradict the law or each other.
    """
    course = fold(facts, rule)
    seen = min(on, course.closed_on) if course.closed_on else on
    stops = merged_stops(course, seen)
    line = line_of(rule, calendar)
    nominal = _nominal_end(rule, course, stops, line)
    due = calendar.workday_from(nominal) if rule.rolls else nominal
    due_at = _end_of_hours(rule, course) if rule.unit is Unit.HOUR else None
    last = min(due, max(course.start, seen)) if course.is_waiting else due
    return Computation(
        rule=rule,
        start=course.start,
        due=due,
        due_at=due_at,
        provisional=course.is_waiting or _crosses_unconfirmed_year(rule, course.start, nominal, due, calendar),
        waiting=course.is_waiting,
        extended_by=course.extended_by,
        stopped=_stopped(line, stops, course.start, due),
        used=_hours_used(course, moment) if due_at else _used(line, course.start, stops, seen),
        left=_hours_left(due_at, moment) if due_at else _left(line, course.start, due, stops, seen),
        days=tuple(days_of(rule, course, stops, nominal=nominal, last=last, calendar=calendar)),
    )


def merged_stops(course: Course, on: date) -> tuple[Span, ...]:
    """The stops in order, overlaps joined; an open one reaches to ``on``."""
    spans = [*course.stops, *(Span(since, max(since, on)) for _, since in course.open_stops)]
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.after, span.until)):
        if merged and span.after <= merged[-1].until:
            merged[-1] = Span(merged[-1].after, max(merged[-1].until, span.until))
        else:
            merged.append(span)
    return tuple(merged)


def add_months(day: date, months: int) -> date:
    """Civil Code art. 202: the same day of the month, or its last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_fixed_date(day: date, month_day: tuple[int, int]) -> date:
    """The first such date on or after ``day``."""
    this_year = date(day.year, *month_day)
    return this_year if this_year >= day else date(day.year + 1, *month_day)


def _nominal_end(rule: LegalRule, course: Course, stops: Sequence[Span], line: Line) -> date:
    """The last day, before any rolling over rest days."""
    amount = rule.amount + course.extended_by
    match rule.unit:
        case Unit.WORKDAY | Unit.CALENDAR_DAY:
            return line.nth_before(course.start, amount) if rule.backward else _end(course.start, amount, stops, line)
        case Unit.HOUR:
            return _end_of_hours(rule, course).date()
        case Unit.MONTH:
            return add_months(course.start, amount)
        case Unit.YEAR:
            return add_months(course.start, amount * 12)
        case Unit.FIXED_DATE:
            if rule.month_day is None:
                raise ValueError(f"{rule.code} has no date")
            return next_fixed_date(course.start, rule.month_day)


def _end(start: date, amount: int, stops: Sequence[Span], line: Line) -> date:
    end = line.nth_after(start, amount)
    for stop in stops:
        if stop.after > end:
            break
        end = line.nth_after(end, line.count(stop.after, stop.until))
    return end


def _end_of_hours(rule: LegalRule, course: Course) -> datetime:
    if course.moment is None:
        raise ImpossibleClock(f"“{rule.title}”按小时计算，日期和时刻都要写，例如2026-09-18 14:30。", field="from")
    return course.moment + _HOUR * (rule.amount + course.extended_by)


def _crosses_unconfirmed_year(rule: LegalRule, start: date, nominal: date, due: date, calendar: WorkCalendar) -> bool:
    if rule.unit is not Unit.WORKDAY:
        return rule.rolls and calendar.any_provisional(nominal, due)
    first, last = (due, start - DAY) if rule.backward else (start + DAY, due)
    return first <= last and calendar.any_provisional(first, last)


def _stopped(line: Line, stops: Sequence[Span], after: date, until: date) -> int:
    return sum(line.count(max(stop.after, after), min(stop.until, until)) for stop in stops)


def _used(line: Line, start: date, stops: Sequence[Span], seen: date) -> int:
    return line.count(start, seen) - _stopped(line, stops, start, seen)


def _left(line: Line, start: date, due: date, stops: Sequence[Span], seen: date) -> int:
    if seen > due:
        return -line.count(due, seen)
    begun = max(seen, start) if due >= start else seen
    return line.count(begun, due) - _stopped(line, stops, begun, due)


def _hours_used(course: Course, moment: datetime | None) -> int:
    return max((moment - course.moment) // _HOUR, 0) if moment and course.moment else 0


def _hours_left(due_at: datetime, moment: datetime | None) -> int:
    return ceil((due_at - moment) / _HOUR) if moment else 0
