"""Which period a day falls into, and from when an organ is reminded. Dates read off a calendar."""

from datetime import date

import pytest

from disclosure.registers.periods import label_of, period_of, period_with, periods_in


@pytest.mark.parametrize(
    ("rhythm", "day", "code", "label", "first", "last", "reminded"),
    [
        ("yearly", "2026-05-20", "2026", "2026年", "2026-01-01", "2026-12-31", "2026-10-01"),
        ("quarterly", "2026-02-01", "2026-Q1", "2026年第一季度", "2026-01-01", "2026-03-31", "2026-03-01"),
        ("quarterly", "2026-12-31", "2026-Q4", "2026年第四季度", "2026-10-01", "2026-12-31", "2026-12-01"),
        ("monthly", "2024-02-29", "2024-02", "2024年2月", "2024-02-01", "2024-02-29", "2024-02-19"),
        ("monthly", "2026-12-01", "2026-12", "2026年12月", "2026-12-01", "2026-12-31", "2026-12-21"),
    ],
)
def test_a_day_falls_into_one_period(rhythm, day, code, label, first, last, reminded) -> None:
    period = period_of(rhythm, date.fromisoformat(day))
    days = [str(each) for each in (period.first, period.last, period.reminder_day)]
    assert (period.code, period.label, days) == (code, label, [first, last, reminded])
    assert period_with(code) == period
    assert label_of(code) == label


@pytest.mark.parametrize("rhythm", ["standing", "event"])
def test_what_stands_and_what_is_counted_one_by_one_has_no_period(rhythm) -> None:
    assert period_of(rhythm, date(2026, 5, 20)) is None
    assert list(periods_in(rhythm, 2026, until=date(2026, 5, 20))) == []


def test_the_periods_of_a_year_end_with_the_one_that_has_begun() -> None:
    def codes(rhythm, year, until):
        return [each.code for each in periods_in(rhythm, year, until=until)]

    assert codes("quarterly", 2026, date(2026, 7, 1)) == ["2026-Q1", "2026-Q2", "2026-Q3"]
    assert codes("quarterly", 2026, date(2026, 6, 30)) == ["2026-Q1", "2026-Q2"]
    assert codes("yearly", 2025, date(2026, 6, 30)) == ["2025"]
    assert codes("monthly", 2027, date(2026, 12, 31)) == []
