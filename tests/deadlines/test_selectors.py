from datetime import date

import pytest
from django.db import connection

from portal.deadlines import selectors
from portal.deadlines.models import CalendarDay, CalendarStamp, Deadline, HolidayNotice
from portal.deadlines.selectors import Counts
from portal.deadlines.services import close, open_deadline, pause
from tests.deadlines.conftest import CASE, on

pytestmark = pytest.mark.django_db


def light(deadline, at) -> tuple[str, str]:
    found = selectors.lights([deadline], at)[0]
    return found.colour.value, found.words


def test_colours_follow_the_clock_at_read_time(reply) -> None:
    assert light(reply, on(2026, 9, 18)) == ("ok", "剩20个工作日")
    assert light(reply, on(2026, 10, 14)) == ("ok", "剩6个工作日")
    assert light(reply, on(2026, 10, 15)) == ("warn", "剩5个工作日")
    assert light(reply, on(2026, 10, 22, 23, 59)) == ("warn", "今天到期")
    assert light(reply, on(2026, 10, 23, 0, 0)) == ("bad", "超期1个工作日")
    assert light(reply, on(2026, 10, 27)) == ("bad", "超期3个工作日")


def test_lawful_waiting_is_not_overdue(reply, clerk) -> None:
    pause(reply, stop="THIRD_PARTY", on=date(2026, 9, 21), actor=clerk, at=on(2026, 9, 21))
    assert light(reply, on(2026, 12, 1)) == ("wait", "暂停计时")
    assert list(Deadline.objects.overdue(on(2026, 12, 1))) == []


def test_a_closed_clock_says_whether_it_was_late(reply, clerk) -> None:
    close(reply, on=date(2026, 10, 23), actor=clerk, at=on(2026, 10, 23))
    assert light(reply, on(2026, 12, 1)) == ("bad", "已办结，超期")


def test_a_minimum_is_never_overdue(organ, clerk) -> None:
    consultation = open_deadline(
        rule="CONSULTATION", subject=CASE, organ=organ, start=date(2026, 9, 1), actor=clerk, at=on(2026, 9, 1)
    )
    assert light(consultation, on(2026, 9, 30)) == ("wait", "期间未满，不能结束")
    assert light(consultation, on(2026, 10, 5)) == ("ok", "期间已满")
    assert selectors.counts(on(2026, 12, 1)) == Counts(red=0, yellow=0, green=0, waiting=1)


def test_hours_are_told_in_hours_and_minutes(organ, clerk) -> None:
    statement = open_deadline(
        rule="OPINION_STATEMENT",
        subject=CASE,
        organ=organ,
        start=on(2026, 9, 30, 21, 30),
        actor=clerk,
        at=on(2026, 9, 30, 22),
    )
    assert light(statement, on(2026, 9, 30, 22, 0)) == ("ok", "剩4小时")
    assert light(statement, on(2026, 10, 1, 0, 30)) == ("warn", "剩2小时")
    assert light(statement, on(2026, 10, 1, 2, 10)) == ("warn", "剩20分钟")
    assert light(statement, on(2026, 10, 1, 5, 0)) == ("bad", "超期2小时")


def test_counts_and_queues_agree_with_the_lights(organ, clerk) -> None:
    starts = {"red": date(2026, 4, 1), "yellow": date(2026, 4, 23), "green": date(2026, 5, 20)}
    for key, start in starts.items():
        open_deadline(
            rule="FOI_REPLY", subject=CASE, organ=organ, start=start, key=key, actor=clerk, at=on(2026, 5, 21)
        )
    at = on(2026, 5, 21)
    assert selectors.counts(at, [organ.pk]) == Counts(red=1, yellow=1, green=1, waiting=0)
    assert selectors.counts(at, []) == Counts(red=0, yellow=0, green=0, waiting=0)
    assert [clock.key for clock in selectors.queue([organ.pk])] == ["red", "yellow", "green"]
    assert [clock.key for clock in selectors.due_soon(on(2026, 5, 31))] == ["red", "yellow"]
    assert [clock.key for clock in Deadline.objects.overdue(at)] == ["red"]
    assert [clock.key for clock in Deadline.objects.yellow(at)] == ["yellow"]


@pytest.mark.parametrize("cases", [1, 3])
def test_lights_of_a_list_cost_one_query_however_long(organ, clerk, django_assert_num_queries, cases) -> None:
    for number in range(cases):
        open_deadline(
            rule="FOI_REPLY",
            subject=CASE,
            organ=organ,
            start=date(2026, 9, 18),
            key=str(number),
            actor=clerk,
            at=on(2026, 9, 18),
        )
    clocks = list(selectors.queue())
    selectors.calendar()
    with django_assert_num_queries(1):
        assert [light.words for light in selectors.lights(clocks, on(2026, 9, 21))] == ["剩18个工作日"] * cases


def test_explaining_costs_two_queries(reply, django_assert_num_queries) -> None:
    selectors.calendar()
    with django_assert_num_queries(2):
        found = selectors.explain(reply, on(2026, 10, 8))
    assert (found.light.words, found.computation.used, found.computation.left) == ("剩11个工作日", 9, 11)


def test_the_calendar_is_read_once_and_reread_after_any_edit(django_assert_num_queries) -> None:
    selectors.calendar()
    with django_assert_num_queries(1):
        assert selectors.calendar().is_workday(date(2026, 9, 21)) is True
    notice = HolidayNotice.objects.get(year=2026)
    CalendarDay.objects.create(date=date(2026, 9, 21), kind="holiday", name="临时", notice=notice)
    assert selectors.calendar().is_workday(date(2026, 9, 21)) is False


def test_an_edit_past_the_product_is_noticed_too() -> None:
    selectors.calendar()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM deadlines_calendarday WHERE date = '2026-09-20'")
    assert selectors.calendar().is_workday(date(2026, 9, 20)) is False
    with connection.cursor() as cursor:
        cursor.execute("UPDATE deadlines_holidaynotice SET confirmed = %s WHERE year = 2026", [False])
    assert selectors.calendar().is_provisional(date(2026, 9, 21)) is True


def test_without_a_stamp_the_calendar_is_read_every_time() -> None:
    CalendarStamp.objects.all().delete()
    assert selectors.calendar().is_workday(date(2026, 2, 14)) is True


@pytest.mark.duty("law.G")
def test_an_empty_calendar_answers_provisionally(organ, clerk) -> None:
    CalendarDay.objects.all().delete()
    HolidayNotice.objects.all().delete()
    clock = open_deadline(
        rule="FOI_REPLY", subject=CASE, organ=organ, start=date(2026, 3, 2), actor=clerk, at=on(2026, 3, 2)
    )
    assert (clock.due_on, clock.provisional) == (date(2026, 3, 30), True)
