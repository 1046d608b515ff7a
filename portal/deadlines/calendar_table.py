"""The days of a computation as weeks of a table. Pure Python; the template only prints it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.deadlines.arithmetic import Computation
from portal.deadlines.explanation import Day, DayPart
from portal.deadlines.legal_rules.terms import Unit
from portal.deadlines.wording import full_date, month_day
from portal.deadlines.workdays import DAY

_WEEK = 7
_LONGEST_WHOLE = 16
_SHOWN_AT_EACH_END = 3
_CLASSES = {
    DayPart.START: "r",
    DayPart.COUNTED: "c",
    DayPart.REST: "s",
    DayPart.STOPPED: "p",
    DayPart.ROLLED: "s",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day. ``number`` is set for a counted day, ``words`` for any other that says something."""

    iso: str
    month: str
    day: int
    css: str
    shows_month: bool
    flag: str = ""
    number: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class CalendarTable:
    """Weeks from Monday to Sunday. ``hidden_weeks`` lie between ``weeks`` and ``last_weeks`` of a long period.

    ``is_waiting``: the table ends with the day asked about, and no day is the last one yet.
    """

    caption: str
    weeks: tuple[tuple[Cell, ...], ...]
    hidden_weeks: int
    last_weeks: tuple[tuple[Cell, ...], ...]
    rest_name: str
    has_stopped: bool
    has_makeup: bool
    has_today: bool
    counted_name: str
    end_name: str
    provisional: bool
    is_waiting: bool


def calendar_table(answer: Computation, *, today: date | None = None) -> CalendarTable:
    """The table for a page. ``today`` is framed when it lies inside."""
    days = {day.date: day for day in answer.days}
    first, last = min(days), max(days)
    monday = first - DAY * first.weekday()
    count = (last - monday).days // _WEEK + 1
    weeks = [
        tuple(_cell(monday + DAY * (week * _WEEK + offset), monday, days, answer, today) for offset in range(_WEEK))
        for week in range(count)
    ]
    shown, hidden, tail = _fold_away(weeks)
    parts = {day.part for day in answer.days}
    return CalendarTable(
        caption=_caption(monday, monday + DAY * (count * _WEEK - 1), answer),
        weeks=shown,
        hidden_weeks=hidden,
        last_weeks=tail,
        rest_name="休息日，顺延" if DayPart.ROLLED in parts else "休息日，不算" if DayPart.REST in parts else "",
        has_stopped=DayPart.STOPPED in parts,
        has_makeup=any(day.is_makeup and day.counted for day in answer.days) and answer.rule.unit is Unit.WORKDAY,
        has_today=today in days,
        counted_name="算的工作日" if answer.rule.unit is Unit.WORKDAY else "算的日子",
        end_name=_end_name(answer),
        provisional=answer.provisional and not answer.waiting,
        is_waiting=answer.waiting,
    )


def _fold_away(
    weeks: Sequence[tuple[Cell, ...]],
) -> tuple[tuple[tuple[Cell, ...], ...], int, tuple[tuple[Cell, ...], ...]]:
    if len(weeks) <= _LONGEST_WHOLE:
        return tuple(weeks), 0, ()
    hidden = len(weeks) - 2 * _SHOWN_AT_EACH_END
    return tuple(weeks[:_SHOWN_AT_EACH_END]), hidden, tuple(weeks[-_SHOWN_AT_EACH_END:])


def _cell(day: date, first_shown: date, days: dict[date, Day], answer: Computation, today: date | None) -> Cell:
    shows_month = day == first_shown or day.day == 1
    found = days.get(day)
    if found is None:
        return Cell(day.isoformat(), f"{day.month}月", day.day, "out", shows_month)
    css = [_CLASSES[found.part]]
    if _is_end(day, answer):
        css.append("end tentative" if answer.provisional else "end")
    if day == today:
        css.append("now")
    by_workday = answer.rule.unit is Unit.WORKDAY
    flag = "今天" if day == today else "班" if found.is_makeup and by_workday and found.counted else ""
    words = _words(found, answer)
    number = 0 if words else found.number
    return Cell(day.isoformat(), f"{day.month}月", day.day, " ".join(css), shows_month, flag, number, words)


def _is_end(day: date, answer: Computation) -> bool:
    return day == answer.due and not answer.waiting


def _words(day: Day, answer: Computation) -> str:
    if _is_end(day.date, answer):
        return _end_name(answer)
    match day.part:
        case DayPart.START:
            return answer.rule.mark
        case DayPart.STOPPED:
            return "暂停"
        case DayPart.ROLLED:
            return "顺延"
        case DayPart.REST:
            return day.holiday
        case DayPart.COUNTED:
            return answer.rule.mark if day.date == answer.start else ""


def _end_name(answer: Computation) -> str:
    if answer.rule.minimum:
        return "届满"
    return "暂定" if answer.provisional else "截止"


def _caption(first: date, last: date, answer: Computation) -> str:
    end = full_date(last) if last.year != first.year else month_day(last)
    if answer.rule.unit is Unit.HOUR:
        counting = "从这一刻起连续计算。"
    elif answer.rule.backward:
        counting = f"{answer.rule.mark}的当天不算，往回数。"
    else:
        counting = f"{answer.rule.mark}的当天不算，从第二天数起。"
    return f"{full_date(first)}至{end}。{counting}"
