"""Why every single day counts or does not: the days of a period with a label each. Pure Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.deadlines.course import Course, Span
from portal.deadlines.legal_rules.terms import LegalRule, Unit
from portal.deadlines.workdays import DAY, WorkCalendar


class DayPart(StrEnum):
    START = "start"
    COUNTED = "counted"
    REST = "rest"
    STOPPED = "stopped"
    ROLLED = "rolled"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the explanation. ``number`` counts the counted ones and is 0 for the others."""

    date: date
    part: DayPart
    label: str
    number: int = 0
    holiday: str = ""
    is_makeup: bool = False

    @property
    def counted(self) -> bool:
        return self.part is DayPart.COUNTED


def days_of(
    rule: LegalRule, course: Course, stops: Sequence[Span], *, nominal: date, last: date, calendar: WorkCalendar
) -> Iterator[Day]:
    """Every day from the start to ``last``, both included, in the order of the calendar.

    ``last`` is the end, or the day asked about while a stop is open: nobody knows what comes after it. ``nominal`` is
    the last day before it rolled over rest days to the end.
    """
    if rule.backward:
        yield from _days_back(rule, course.start, last, calendar)
        return
    number = 0
    for offset in range((last - course.start).days + 1):
        day = course.start + DAY * offset
        part = _part(day, rule, course.start, nominal, stops, calendar)
        number += part is DayPart.COUNTED and rule.unit is not Unit.HOUR
        yield Day(
            date=day,
            part=part,
            label=_label(day, part, rule, number, last, calendar),
            number=number if part is DayPart.COUNTED else 0,
            holiday=calendar.holiday_name(day),
            is_makeup=calendar.is_makeup_workday(day),
        )


def _days_back(rule: LegalRule, start: date, due: date, calendar: WorkCalendar) -> Iterator[Day]:
    length = (start - due).days
    for number in range(length, 0, -1):
        day = start - DAY * number
        yield Day(
            day,
            DayPart.COUNTED,
            f"之前第{number}日",
            number,
            calendar.holiday_name(day),
            calendar.is_makeup_workday(day),
        )
    yield Day(start, DayPart.START, f"{rule.mark}当日，不计", 0, calendar.holiday_name(start))


def _part(
    day: date, rule: LegalRule, start: date, nominal: date, stops: Sequence[Span], calendar: WorkCalendar
) -> DayPart:
    if rule.unit is Unit.HOUR:
        return DayPart.COUNTED
    if day == start:
        return DayPart.START
    if rule.unit is Unit.WORKDAY and not calendar.is_workday(day):
        return DayPart.REST
    if any(day in stop for stop in stops):
        return DayPart.STOPPED
    return DayPart.ROLLED if day > nominal else DayPart.COUNTED


def _label(day: date, part: DayPart, rule: LegalRule, number: int, last: date, calendar: WorkCalendar) -> str:
    match part:
        case DayPart.START:
            return f"{rule.mark}当日，不计"
        case DayPart.REST:
            return f"{calendar.day_label(day)}，不计"
        case DayPart.STOPPED:
            return "暂停，不计"
        case DayPart.ROLLED:
            return "顺延到这一天" if day == last else f"{calendar.day_label(day)}，顺延"
        case DayPart.COUNTED:
            return _counted_label(day, rule, number, calendar)


def _counted_label(day: date, rule: LegalRule, number: int, calendar: WorkCalendar) -> str:
    if rule.unit is Unit.HOUR:
        return "连续计算，含夜间和休息日"
    if rule.unit is not Unit.WORKDAY:
        return f"第{number}日"
    makeup = "调休上班，" if calendar.is_makeup_workday(day) else ""
    extended = "（延期）" if number > rule.amount else ""
    return f"{makeup}第{number}个工作日{extended}"
