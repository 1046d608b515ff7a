"""What must hold for every date, not only for the printed ones."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.holiday_notice import read_notice
from portal.deadlines.legal_rules import RULES, rule
from portal.deadlines.legal_rules.terms import Unit
from portal.deadlines.workdays import CalendarRow, DayKind, WorkCalendar
from tests.deadlines.conftest import RELEASED_CALENDAR

CALENDAR = WorkCalendar(read_notice(RELEASED_CALENDAR.read_text(encoding="utf-8")).rows)
REPLY = rule("FOI_REPLY", on=date(2026, 1, 1))
DAY = timedelta(days=1)

days = st.dates(date(2019, 5, 15), date(2026, 6, 30))
offsets = st.integers(0, 60)


def opened(start) -> Fact:
    return Fact(EventKind.OPENED, start)


def reply(start, *facts, calendar=CALENDAR):
    return compute(REPLY, [opened(start), *facts], calendar, on=start)


def stop(after, until, key="a") -> tuple[Fact, Fact]:
    return Fact(EventKind.PAUSED, after, key=key), Fact(EventKind.RESUMED, until, key=key)


def slow_nth(start, n) -> date:
    """Day by day, as one does it on paper."""
    while n:
        start += DAY
        n -= CALENDAR.is_workday(start)
    return start


@given(days, st.integers(1, 60))
def test_bisection_agrees_with_counting_on_paper(start, n) -> None:
    assert CALENDAR.nth_after(start, n) == slow_nth(start, n)


@given(days, st.integers(1, 60))
def test_before_undoes_after(start, n) -> None:
    end = CALENDAR.nth_after(start, n)
    assert CALENDAR.count(start, end) == n
    assert CALENDAR.count(CALENDAR.nth_before(end, n), end) == n


@pytest.mark.duty("law.A5.6")
@given(days, offsets, offsets)
def test_a_stop_of_k_working_days_moves_the_end_by_exactly_k(start, after, length) -> None:
    plain = reply(start).due
    sent = start + DAY * after
    assume(sent <= plain)
    returned = sent + DAY * length
    k = CALENDAR.count(sent, returned)
    stopped = reply(start, *stop(sent, returned))
    assert CALENDAR.count(plain, stopped.due) == k
    assert len(stopped.counted_days) == 20


@given(days, offsets, offsets, offsets, offsets)
def test_overlapping_stops_count_once(start, after, length, shift, second_length) -> None:
    plain = reply(start).due
    first_sent, first_back = start + DAY * after, start + DAY * (after + length)
    second_sent = first_sent + DAY * min(shift, length)
    second_back = second_sent + DAY * second_length
    assume(first_sent <= plain)
    first, second = stop(first_sent, first_back, "a"), stop(second_sent, second_back, "b")
    both = reply(start, first[0], second[0], first[1], second[1]).due
    assert both == reply(start, *stop(first_sent, max(first_back, second_back))).due


@pytest.mark.duty("law.A5.7")
@given(days, offsets, offsets, st.integers(1, 20), offsets)
def test_a_restart_gives_exactly_the_full_period(start, after, length, extension, restart) -> None:
    sent = start + DAY * after
    again = start + DAY * restart
    history = [
        *stop(sent, sent + DAY * length),
        Fact(EventKind.EXTENDED, start, amount=extension),
        Fact(EventKind.RESTARTED, again),
    ]
    assert reply(start, *history).due == reply(again).due


@given(days, st.integers(1, 19), st.integers(1, 19))
def test_partial_extensions_equal_one_of_their_sum(start, first, second) -> None:
    assume(first + second <= 20)
    parts = [Fact(EventKind.EXTENDED, start, amount=first), Fact(EventKind.EXTENDED, start, amount=second)]
    assert reply(start, *parts).due == reply(start, Fact(EventKind.EXTENDED, start, amount=first + second)).due


@given(days, st.dates(date(2019, 5, 15), date(2026, 10, 1)))
def test_a_new_holiday_moves_exactly_the_periods_that_count_it(start, holiday) -> None:
    assume(CALENDAR.is_workday(holiday) and holiday.weekday() < 5)
    changed = WorkCalendar(
        [*CALENDAR.rows, CalendarRow(holiday, DayKind.HOLIDAY, "临时放假", holiday.year)],
    )
    before, after = reply(start), reply(start, calendar=changed)
    counted = any(day.date == holiday for day in before.counted_days)
    assert (after.due != before.due) == counted
    if counted:
        assert CALENDAR.count(before.due, after.due) == 1


@given(st.sampled_from([row for row in RULES if row.unit is not Unit.HOUR]), days)
def test_every_limit_explains_itself_from_start_to_end(row, start) -> None:
    result = compute(row, [opened(start)], CALENDAR, on=start)
    listed = [day.date for day in result.days]
    first, last = min(start, result.due), max(start, result.due)
    assert listed == [first + DAY * offset for offset in range((last - first).days + 1)]
    assert all(day.label for day in result.days)
    if row.unit in (Unit.WORKDAY, Unit.CALENDAR_DAY):
        assert len(result.counted_days) == row.amount


@given(days)
def test_a_rolling_period_ends_on_a_working_day_and_a_minimum_is_never_shorter(start) -> None:
    rolled = compute(rule("REVIEW_APPLY", on=start), [opened(start)], CALENDAR, on=start)
    assert CALENDAR.is_workday(rolled.due)
    minimum = compute(rule("HOUSE_EXPROPRIATION_CONSULTATION", on=start), [opened(start)], CALENDAR, on=start)
    assert (minimum.due - start).days == 30
