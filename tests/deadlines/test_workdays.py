from datetime import date

import pytest

from portal.deadlines.workdays import CalendarRow, DayKind, WorkCalendar


def test_a_makeup_saturday_is_a_working_day(calendar) -> None:
    assert calendar.is_workday(date(2026, 2, 14)) is True
    assert calendar.day_label(date(2026, 2, 14)) == "调休上班"


def test_a_weekday_in_the_spring_festival_is_not_a_working_day(calendar) -> None:
    assert calendar.is_workday(date(2026, 2, 16)) is False
    assert calendar.day_label(date(2026, 2, 16)) == "春节"


def test_plain_days_are_named_by_what_they_are(calendar) -> None:
    assert calendar.day_label(date(2026, 9, 18)) == "工作日"
    assert calendar.day_label(date(2026, 9, 19)) == "周六"
    assert calendar.day_label(date(2026, 9, 27)) == "周日"


@pytest.mark.parametrize(
    ("year", "workdays"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_every_released_year_has_the_published_number_of_working_days(calendar, year, workdays) -> None:
    assert calendar.count(date(year - 1, 12, 31), date(year, 12, 31)) == workdays


def test_released_years_are_confirmed_and_the_next_is_not(calendar) -> None:
    assert calendar.confirmed_years == (2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026)
    assert calendar.is_provisional(date(2026, 12, 31)) is False
    assert calendar.is_provisional(date(2027, 1, 1)) is True


def test_nth_working_day_crosses_years(calendar) -> None:
    assert calendar.nth_after(date(2025, 12, 30), 1) == date(2025, 12, 31)
    assert calendar.nth_after(date(2025, 12, 31), 1) == date(2026, 1, 4)
    assert calendar.nth_before(date(2026, 1, 4), 1) == date(2025, 12, 31)
    assert calendar.nth_before(date(2026, 1, 1), 1) == date(2025, 12, 31)


def test_nth_working_day_of_zero_is_the_day_itself(calendar) -> None:
    assert calendar.nth_after(date(2026, 9, 19), 0) == date(2026, 9, 19)
    assert calendar.nth_before(date(2026, 9, 19), 0) == date(2026, 9, 19)


def test_count_excludes_the_first_day_and_includes_the_last(calendar) -> None:
    assert calendar.count(date(2026, 9, 18), date(2026, 9, 21)) == 2
    assert calendar.count(date(2026, 9, 21), date(2026, 9, 21)) == 0
    assert calendar.count(date(2026, 9, 21), date(2026, 9, 18)) == 0
    assert calendar.count(date(2024, 12, 31), date(2026, 12, 31)) == 496


def test_workday_from_keeps_a_working_day_and_moves_a_rest_day(calendar) -> None:
    assert calendar.workday_from(date(2026, 10, 8)) == date(2026, 10, 8)
    assert calendar.workday_from(date(2026, 10, 5)) == date(2026, 10, 8)
    assert calendar.workday_from(date(2026, 10, 10)) == date(2026, 10, 10)


@pytest.mark.duty("law.G")
def test_a_year_without_notice_uses_the_days_the_law_names_and_says_so(calendar) -> None:
    assert calendar.day_label(date(2027, 2, 5)) == "春节（暂定）"
    assert calendar.day_label(date(2027, 2, 9)) == "春节补假（暂定）"
    assert calendar.is_workday(date(2027, 9, 15)) is False
    assert calendar.count(date(2026, 12, 31), date(2027, 12, 31)) == 248


@pytest.mark.parametrize("year", [1901, 2018, 2061, 2150, 2200])
def test_no_year_raises(calendar, year) -> None:
    assert calendar.is_workday(date(year, 10, 1)) is False
    assert calendar.is_provisional(date(year, 10, 1)) is True
    assert calendar.nth_after(date(year, 6, 1), 20) > date(year, 6, 1)


def test_an_unconfirmed_notice_is_used_but_stays_provisional() -> None:
    planned = WorkCalendar([CalendarRow(date(2027, 1, 4), DayKind.HOLIDAY, "元旦", 2027, confirmed=False)])
    assert planned.is_workday(date(2027, 1, 4)) is False
    assert planned.is_provisional(date(2027, 1, 4)) is True
    assert planned.is_workday(date(2027, 2, 8)) is True


def test_a_notice_may_order_a_day_of_the_year_before() -> None:
    calendar = WorkCalendar(
        [
            CalendarRow(date(2026, 5, 1), DayKind.HOLIDAY, "劳动节", 2026),
            CalendarRow(date(2026, 12, 31), DayKind.HOLIDAY, "元旦", 2027),
        ]
    )
    assert calendar.is_workday(date(2026, 12, 31)) is False
    assert calendar.confirmed_years == (2026, 2027)


def test_an_empty_calendar_still_answers() -> None:
    assert WorkCalendar().nth_after(date(2026, 9, 30), 1) == date(2026, 10, 6)
