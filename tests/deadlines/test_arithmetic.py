"""The vectors of law.md A5 and the edges of each counting rule. All dates come from a printed calendar."""

from datetime import date, datetime

import pytest

from portal.clock import SHANGHAI
from portal.deadlines.arithmetic import add_months, compute, next_fixed_date
from portal.deadlines.course import EventKind, Fact, ImpossibleClock
from portal.deadlines.legal_rules import rule

OPENED, PAUSED, RESUMED = EventKind.OPENED, EventKind.PAUSED, EventKind.RESUMED
RESTARTED, EXTENDED, CLOSED = EventKind.RESTARTED, EventKind.EXTENDED, EventKind.CLOSED


def due(calendar, code, start, *facts, on=None) -> date:
    return answer(calendar, code, start, *facts, on=on).due


def answer(calendar, code, start, *facts, on=None):
    return compute(rule(code, on=start), [Fact(OPENED, start), *facts], calendar, on=on or start)


def stop(after, until, key="a") -> list[Fact]:
    return [Fact(PAUSED, after, key=key), Fact(RESUMED, until, key=key)]


@pytest.mark.duty("S2-2.6c")
@pytest.mark.duty("law.A5.2")
@pytest.mark.duty("law.A5.3")
@pytest.mark.parametrize(
    ("received", "reply_by"),
    [
        (date(2026, 1, 30), date(2026, 3, 5)),
        (date(2026, 2, 13), date(2026, 3, 19)),
        (date(2026, 9, 18), date(2026, 10, 22)),
        (date(2026, 9, 25), date(2026, 10, 29)),
        (date(2026, 9, 28), date(2026, 10, 30)),
        (date(2026, 11, 20), date(2026, 12, 18)),
        (date(2026, 11, 22), date(2026, 12, 18)),
        (date(2025, 9, 26), date(2025, 10, 30)),
        (date(2026, 3, 2), date(2026, 3, 30)),
    ],
)
def test_a_reply_is_due_on_the_twentieth_working_day_after_receipt(calendar, received, reply_by) -> None:
    assert due(calendar, "FOI_REPLY", received) == reply_by


@pytest.mark.duty("S2-2.9.1a")
@pytest.mark.parametrize(
    ("received", "notice_by"),
    [
        (date(2026, 1, 30), date(2026, 2, 10)),
        (date(2026, 2, 13), date(2026, 3, 2)),
        (date(2024, 9, 13), date(2024, 9, 25)),
    ],
)
def test_a_correction_notice_is_due_on_the_seventh_working_day(calendar, received, notice_by) -> None:
    assert due(calendar, "FOI_CORRECTION_NOTICE", received) == notice_by


@pytest.mark.duty("S2-2.6d")
def test_the_full_extension_gives_forty_working_days(calendar) -> None:
    extended = Fact(EXTENDED, date(2026, 3, 5), amount=20)
    assert due(calendar, "FOI_REPLY", date(2026, 1, 30), extended) == date(2026, 4, 2)


@pytest.mark.duty("law.A5.6")
def test_asking_others_does_not_count(calendar) -> None:
    asked = stop(date(2026, 3, 6), date(2026, 3, 25))
    result = answer(calendar, "FOI_REPLY", date(2026, 3, 2), *asked)
    assert result.due == date(2026, 4, 17)
    assert result.stopped == 13
    assert len(result.counted_days) == 20


def test_a_third_party_has_fifteen_working_days(calendar) -> None:
    assert due(calendar, "THIRD_PARTY_REPLY", date(2026, 3, 6)) == date(2026, 3, 27)


@pytest.mark.duty("S0-2.7.4b")
@pytest.mark.parametrize(
    ("issued", "explain_by"),
    [(date(2026, 2, 12), date(2026, 2, 24)), (date(2026, 9, 30), date(2026, 10, 10))],
)
def test_an_interpretation_is_due_three_working_days_after_issue(calendar, issued, explain_by) -> None:
    assert due(calendar, "INTERPRET", issued) == explain_by


@pytest.mark.duty("S3-2.5b")
def test_a_penalty_is_shown_within_seven_working_days(calendar) -> None:
    assert due(calendar, "PENALTY_PUBLISH", date(2026, 4, 29)) == date(2026, 5, 12)


@pytest.mark.duty("S0-4.7b")
def test_a_consultation_may_end_on_a_holiday_but_never_sooner_than_thirty_days(calendar) -> None:
    assert due(calendar, "CONSULTATION", date(2026, 9, 1)) == date(2026, 10, 1)


@pytest.mark.duty("law.A5.4")
def test_a_period_of_days_rolls_over_the_holidays_it_ends_in(calendar) -> None:
    assert due(calendar, "ACCOUNTABILITY_REVIEW", date(2026, 9, 5)) == date(2026, 10, 8)


@pytest.mark.duty("S4-1.4a")
def test_budgets_are_due_after_twenty_natural_days(calendar) -> None:
    assert due(calendar, "BUDGET_PUBLISH", date(2026, 1, 26)) == date(2026, 2, 24)
    assert due(calendar, "BUDGET_PUBLISH", date(2026, 3, 2)) == date(2026, 3, 23)
    assert due(calendar, "BUDGET_PUBLISH", date(2026, 3, 3)) == date(2026, 3, 23)


def test_a_period_does_not_roll_past_a_makeup_saturday(calendar) -> None:
    assert due(calendar, "BUDGET_PUBLISH", date(2026, 9, 20)) == date(2026, 10, 10)


@pytest.mark.duty("S2-1.10")
def test_publication_counts_from_the_day_after_the_document_was_formed(calendar) -> None:
    assert due(calendar, "PUBLISH", date(2026, 9, 18)) == date(2026, 10, 22)


# --- stops --------------------------------------------------------------------------------------------


def test_overlapping_stops_count_once(calendar) -> None:
    first, second = stop(date(2026, 3, 6), date(2026, 3, 20), "a"), stop(date(2026, 3, 13), date(2026, 3, 25), "b")
    facts = [first[0], second[0], first[1], second[1]]
    assert due(calendar, "FOI_REPLY", date(2026, 3, 2), *facts) == date(2026, 4, 17)


def test_a_stop_inside_a_stop_adds_nothing(calendar) -> None:
    outer, inner = stop(date(2026, 3, 6), date(2026, 3, 25), "a"), stop(date(2026, 3, 10), date(2026, 3, 12), "b")
    facts = [outer[0], *inner, outer[1]]
    assert due(calendar, "FOI_REPLY", date(2026, 3, 2), *facts) == date(2026, 4, 17)


def test_two_stops_on_one_day_count_once(calendar) -> None:
    first, second = stop(date(2026, 3, 6), date(2026, 3, 25), "a"), stop(date(2026, 3, 6), date(2026, 3, 25), "b")
    facts = [first[0], second[0], first[1], second[1]]
    assert due(calendar, "FOI_REPLY", date(2026, 3, 2), *facts) == date(2026, 4, 17)


def test_a_stop_that_ends_the_day_it_began_changes_nothing(calendar) -> None:
    assert due(calendar, "FOI_REPLY", date(2026, 3, 2), *stop(date(2026, 3, 6), date(2026, 3, 6))) == date(2026, 3, 30)


def test_a_stop_over_rest_days_only_changes_nothing(calendar) -> None:
    assert due(calendar, "FOI_REPLY", date(2026, 3, 2), *stop(date(2026, 3, 6), date(2026, 3, 8))) == date(2026, 3, 30)


def test_a_stop_begun_on_the_last_day_still_holds(calendar) -> None:
    assert due(calendar, "FOI_REPLY", date(2026, 3, 2), *stop(date(2026, 3, 30), date(2026, 4, 3))) == date(2026, 4, 3)


def test_a_stop_begun_after_the_last_day_changes_nothing(calendar) -> None:
    assert due(calendar, "FOI_REPLY", date(2026, 3, 2), *stop(date(2026, 3, 31), date(2026, 4, 30))) == date(
        2026, 3, 30
    )


def test_while_a_stop_is_open_the_end_floats_and_is_provisional(calendar) -> None:
    opened = Fact(PAUSED, date(2026, 3, 6), key="a")
    first = answer(calendar, "FOI_REPLY", date(2026, 3, 2), opened, on=date(2026, 3, 9))
    later = answer(calendar, "FOI_REPLY", date(2026, 3, 2), opened, on=date(2026, 3, 25))
    assert (first.due, first.waiting, first.provisional, first.left) == (date(2026, 3, 31), True, True, 16)
    assert (later.due, later.waiting, later.provisional, later.left) == (date(2026, 4, 17), True, True, 16)


# --- restart and extension ----------------------------------------------------------------------------


@pytest.mark.duty("law.A5.7")
def test_a_restart_gives_the_full_period_and_forgets_stops_and_extensions(calendar) -> None:
    facts = [
        *stop(date(2026, 9, 7), date(2026, 9, 9)),
        Fact(EXTENDED, date(2026, 9, 10), amount=20),
        Fact(PAUSED, date(2026, 9, 11), key="correction"),
        Fact(RESTARTED, date(2026, 9, 18)),
    ]
    result = answer(calendar, "FOI_REPLY", date(2026, 9, 1), *facts)
    assert (result.start, result.due, result.extended_by) == (date(2026, 9, 18), date(2026, 10, 22), 0)
    assert result.waiting is False


def test_after_a_restart_the_whole_extension_is_there_again(calendar) -> None:
    facts = [
        Fact(EXTENDED, date(2026, 1, 5), amount=20),
        Fact(RESTARTED, date(2026, 1, 30)),
        Fact(EXTENDED, date(2026, 3, 5), amount=20),
    ]
    assert due(calendar, "FOI_REPLY", date(2026, 1, 4), *facts) == date(2026, 4, 2)


def test_several_extensions_add_up_to_the_cap(calendar) -> None:
    facts = [Fact(EXTENDED, date(2026, 3, 5), amount=12), Fact(EXTENDED, date(2026, 3, 20), amount=8)]
    assert due(calendar, "FOI_REPLY", date(2026, 1, 30), *facts) == date(2026, 4, 2)


def test_several_extensions_never_pass_the_cap(calendar) -> None:
    facts = [Fact(EXTENDED, date(2026, 3, 5), amount=12), Fact(EXTENDED, date(2026, 3, 20), amount=9)]
    with pytest.raises(ImpossibleClock, match="最多还能延长8"):
        due(calendar, "FOI_REPLY", date(2026, 1, 30), *facts)


@pytest.mark.parametrize("amount", [0, -5])
def test_an_extension_must_be_positive(calendar, amount) -> None:
    with pytest.raises(ImpossibleClock, match="大于0"):
        due(calendar, "FOI_REPLY", date(2026, 1, 30), Fact(EXTENDED, date(2026, 3, 5), amount=amount))


def test_a_limit_without_extension_refuses_one(calendar) -> None:
    with pytest.raises(ImpossibleClock, match="不能延长"):
        due(calendar, "FOI_CORRECTION_NOTICE", date(2026, 1, 30), Fact(EXTENDED, date(2026, 2, 2), amount=1))


# --- other units --------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.10b")
@pytest.mark.duty("S0-2.10c")
@pytest.mark.duty("S0-2.10d")
@pytest.mark.duty("S0-3.11")
@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("OPINION_STATEMENT", datetime(2026, 10, 1, 2, 30, tzinfo=SHANGHAI)),
        ("OPINION_PRESS", datetime(2026, 10, 1, 21, 30, tzinfo=SHANGHAI)),
        ("OPINION_REPLY", datetime(2026, 10, 2, 21, 30, tzinfo=SHANGHAI)),
    ],
)
def test_hours_run_through_night_and_holiday(calendar, code, end) -> None:
    known = datetime(2026, 9, 30, 21, 30, tzinfo=SHANGHAI)
    result = compute(rule(code, on=known.date()), [Fact(OPENED, known.date(), known)], calendar, on=known.date())
    assert (result.due_at, result.due, result.provisional) == (end, end.date(), False)


def test_hours_left_are_counted_from_the_moment(calendar) -> None:
    known = datetime(2026, 9, 30, 21, 30, tzinfo=SHANGHAI)
    seen = datetime(2026, 9, 30, 23, 45, tzinfo=SHANGHAI)
    facts = [Fact(OPENED, known.date(), known)]
    result = compute(rule("OPINION_STATEMENT", on=known.date()), facts, calendar, on=seen.date(), moment=seen)
    assert (result.used, result.left) == (2, 3)


def test_hours_need_a_moment(calendar) -> None:
    with pytest.raises(ImpossibleClock, match="按小时计算"):
        due(calendar, "OPINION_STATEMENT", date(2026, 9, 30))


@pytest.mark.duty("law.B3")
def test_months_end_on_the_same_day_number_or_the_last_of_the_month(calendar) -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)
    assert due(calendar, "LAWSUIT_DIRECT", date(2026, 3, 18)) == date(2026, 9, 18)
    assert due(calendar, "LAWSUIT_DIRECT", date(2026, 4, 3)) == date(2026, 10, 8)
    assert due(calendar, "REVIEW_APPLY", date(2026, 7, 1)) == date(2026, 8, 31)
    assert due(calendar, "LAWSUIT_AFTER_REVIEW", date(2026, 9, 18)) == date(2026, 10, 8)


@pytest.mark.duty("S0-7.3")
def test_a_letter_may_not_wait_three_months(calendar) -> None:
    assert due(calendar, "LETTER_RED_LINE", date(2026, 3, 31)) == date(2026, 6, 30)


@pytest.mark.duty("S2-2.9.1b")
def test_a_year_of_keeping_ends_on_the_same_day_whatever_day_it_is(calendar) -> None:
    assert due(calendar, "UNREACHABLE_RETENTION", date(2025, 10, 3)) == date(2026, 10, 3)
    assert due(calendar, "UNREACHABLE_RETENTION", date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.duty("S2-9.3a")
@pytest.mark.duty("S2-9.3b")
def test_annual_reports_have_fixed_dates_that_do_not_roll(calendar) -> None:
    assert due(calendar, "ANNUAL_REPORT_ORGAN", date(2026, 2, 1)) == date(2027, 1, 31)
    assert due(calendar, "ANNUAL_REPORT_ORGAN", date(2026, 1, 31)) == date(2026, 1, 31)
    assert due(calendar, "ANNUAL_REPORT_CITY_TARGET", date(2026, 1, 5)) == date(2026, 2, 20)
    assert due(calendar, "ANNUAL_REPORT_CITY", date(2026, 1, 5)) == date(2026, 3, 31)
    assert next_fixed_date(date(2026, 12, 31), (3, 31)) == date(2027, 3, 31)


@pytest.mark.duty("S0-6.4")
def test_hearing_materials_go_out_seven_days_before(calendar) -> None:
    result = answer(calendar, "HEARING_MATERIALS", date(2026, 10, 15))
    assert result.due == date(2026, 10, 8)
    assert [day.date.day for day in result.days] == [8, 9, 10, 11, 12, 13, 14, 15]
    assert [day.counted for day in result.days] == [True] * 7 + [False]


@pytest.mark.duty("S0-1.7c")
def test_an_urgent_consultation_is_answered_the_same_day(calendar) -> None:
    assert due(calendar, "COORDINATION_URGENT", date(2026, 9, 18)) == date(2026, 9, 18)


# --- provisional --------------------------------------------------------------------------------------


@pytest.mark.duty("law.G")
def test_an_end_in_a_year_without_notice_is_provisional(calendar) -> None:
    crossing = answer(calendar, "FOI_REPLY", date(2026, 12, 15))
    assert (crossing.due, crossing.provisional) == (date(2027, 1, 13), True)
    within = answer(calendar, "FOI_REPLY", date(2026, 11, 20))
    assert (within.due, within.provisional) == (date(2026, 12, 18), False)


def test_a_minimum_of_natural_days_is_never_provisional(calendar) -> None:
    assert answer(calendar, "CONSULTATION", date(2026, 12, 20)).provisional is False


# --- what was used, what is left ----------------------------------------------------------------------


def test_used_and_left_follow_the_day_asked_about(calendar) -> None:
    asked = stop(date(2026, 5, 12), date(2026, 5, 19))
    result = answer(calendar, "FOI_REPLY", date(2026, 4, 20), *asked, on=date(2026, 5, 21))
    assert (result.due, result.used, result.left, result.stopped) == (date(2026, 5, 27), 16, 4, 5)


def test_left_turns_negative_once_late(calendar) -> None:
    assert answer(calendar, "FOI_REPLY", date(2026, 9, 18), on=date(2026, 10, 22)).left == 0
    assert answer(calendar, "FOI_REPLY", date(2026, 9, 18), on=date(2026, 10, 26)).left == -2


def test_a_closed_clock_stops_counting(calendar) -> None:
    closed = Fact(CLOSED, date(2026, 10, 12))
    result = answer(calendar, "FOI_REPLY", date(2026, 9, 18), closed, on=date(2026, 12, 1))
    assert (result.used, result.left) == (12, 8)
