"""The working-day calendar as a value: rows in, answers out. Pure Python, no clock, no database.

A working day is Monday to Friday, plus the weekend days the State Council orders to be worked (调休上班), minus the
days it orders to be free. A year without a confirmed notice is *provisional*: it is computed on the holidays the law
names itself and every answer that touches it says so. No year raises.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.deadlines.statutory_days import statutory_holidays

DAY = timedelta(days=1)
WEEKDAY_NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_SATURDAY = 5


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    WORKDAY = "workday"


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One day that differs from Monday-to-Friday, as a notice orders it.

    ``notice_year`` is the year the notice is for: the notice of 2023 also orders 31 December 2022.
    """

    date: date
    kind: DayKind
    name: str
    notice_year: int
    confirmed: bool = True


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.weekday() >= _SATURDAY


class WorkCalendar:
    """Immutable once built. Each year is laid out once as a sorted tuple and then asked by bisection."""

    __slots__ = ("_by_year", "_confirmed", "_noticed", "_rows")

    def __init__(self, rows: Iterable[CalendarRow] = ()) -> None:
        self._rows = {row.date: row for row in rows}
        self._noticed = frozenset(row.notice_year for row in self._rows.values())
        self._confirmed = self._noticed - {row.notice_year for row in self._rows.values() if not row.confirmed}
        self._by_year: dict[int, tuple[date, ...]] = {}

    @property
    def rows(self) -> tuple[CalendarRow, ...]:
        """All rows, by date."""
        return tuple(self._rows[day] for day in sorted(self._rows))

    @property
    def confirmed_years(self) -> tuple[int, ...]:
        return tuple(sorted(self._confirmed))

    def is_provisional(self, day: date) -> bool:
        """Whether the notice that decides about ``day`` is still missing or unconfirmed."""
        return day.year not in self._confirmed

    def any_provisional(self, first: date, last: date) -> bool:
        """Whether any day of the closed interval is provisional."""
        return any(year not in self._confirmed for year in range(first.year, last.year + 1))

    def is_workday(self, day: date) -> bool:
        if row := self._rows.get(day):
            return row.kind is DayKind.WORKDAY
        if is_weekend(day):
            return False
        return day.year in self._noticed or day not in statutory_holidays(day.year)

    def is_makeup_workday(self, day: date) -> bool:
        """A weekend day that is worked (调休上班)."""
        return is_weekend(day) and self.is_workday(day)

    def holiday_name(self, day: date) -> str:
        """The holiday that makes ``day`` free, or an empty string."""
        if row := self._rows.get(day):
            return row.name if row.kind is DayKind.HOLIDAY else ""
        return "" if day.year in self._noticed else statutory_holidays(day.year).get(day, "")

    def day_label(self, day: date) -> str:
        """What ``day`` is, in words: 工作日, 调休上班, 周六, 国庆节, 春节（暂定） …"""
        if self.is_workday(day):
            return "调休上班" if is_weekend(day) else "工作日"
        if name := self.holiday_name(day):
            return f"{name}（暂定）" if self.is_provisional(day) else name
        return WEEKDAY_NAMES[day.weekday()]

    def nth_after(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day``, which itself is never counted; ``day`` for ``n == 0``."""
        if n == 0:
            return day
        year = day.year
        index = bisect_right(self._workdays_of(year), day) + n - 1
        while index >= len(self._workdays_of(year)):
            index -= len(self._workdays_of(year))
            year += 1
        return self._workdays_of(year)[index]

    def nth_before(self, day: date, n: int) -> date:
        """The ``n``-th working day before ``day``; ``day`` for ``n == 0``."""
        if n == 0:
            return day
        year = day.year
        index = bisect_left(self._workdays_of(year), day) - n
        while index < 0:
            year -= 1
            index += len(self._workdays_of(year))
        return self._workdays_of(year)[index]

    def count(self, after: date, until: date) -> int:
        """Working days in ``(after, until]``; 0 when the interval is empty."""
        if until <= after:
            return 0
        whole_years = sum(len(self._workdays_of(year)) for year in range(after.year, until.year))
        return (
            whole_years
            + bisect_right(self._workdays_of(until.year), until)
            - bisect_right(self._workdays_of(after.year), after)
        )

    def workday_from(self, day: date) -> date:
        """``day`` itself when it is a working day, else the next one."""
        return self.nth_after(day - DAY, 1)

    def _workdays_of(self, year: int) -> tuple[date, ...]:
        if year not in self._by_year:
            first = date(year, 1, 1)
            length = (date(year + 1, 1, 1) - first).days
            days = (first + DAY * offset for offset in range(length))
            self._by_year[year] = tuple(day for day in days if self.is_workday(day))
        return self._by_year[year]
