from datetime import date, timedelta

import pytest
from django.core import mail

from portal.deadlines import selectors
from portal.deadlines.models import CalendarDay, Deadline, HolidayNotice, Reminder
from portal.deadlines.services import close, extend, open_deadline, pause, sweep, sweeping
from portal.notices.models import Notice
from tests.deadlines.conftest import CASE, acting, on

pytestmark = pytest.mark.django_db


def reminders() -> list[tuple[str, int]]:
    return [(row.kind, row.threshold) for row in Reminder.objects.order_by("pk")]


def told() -> list[tuple[str, str]]:
    notices = Notice.objects.filter(channel="in_site").select_related("user").order_by("pk")
    return [(notice.user.name, notice.subject_line) for notice in notices]


def test_the_first_warning_comes_five_working_days_before_the_end(reply, handler) -> None:
    sweep(at=on(2026, 10, 15, 7, 59))
    assert reminders() == []
    sweep(at=on(2026, 10, 15, 8, 0))
    assert reminders() == [("warning", 5)]
    assert told() == [("经办人甲", "剩5个工作日：申请公开的答复（临住建2026-0047）")]


def test_a_warning_in_working_days_fires_around_holidays(organ, clerk) -> None:
    open_deadline(
        rule="FOI_CORRECTION_NOTICE",
        subject=CASE,
        organ=organ,
        start=date(2026, 9, 28),
        actor=clerk,
        at=on(2026, 9, 28),
    )
    sweep(at=on(2026, 9, 30, 9))
    assert reminders() == []
    sweep(at=on(2026, 10, 10, 9))
    assert reminders() == [("warning", 2)]


def test_a_sweep_may_run_twice(reply) -> None:
    for _ in range(3):
        sweep(at=on(2026, 10, 15, 9))
    assert reminders() == [("warning", 5)]
    assert len(told()) == 1


def test_a_worker_that_slept_for_days_loses_nothing_and_tells_once(reply, head, oversight) -> None:
    sweep(at=on(2026, 10, 26, 9))
    assert reminders() == [("warning", 5), ("warning", 2), ("warning", 0), ("overdue", 0)]
    assert told() == [
        ("经办人甲", "超期2个工作日：申请公开的答复（临住建2026-0047）"),
        ("公开工作机构负责人乙", "超期2个工作日：申请公开的答复（临住建2026-0047）"),
        ("政务公开办丙", "超期2个工作日：申请公开的答复（临住建2026-0047）"),
    ]


def test_overdue_escalates_once_more_and_then_rests(reply) -> None:
    sweep(at=on(2026, 10, 23, 0, 1))
    reply.refresh_from_db()
    assert reply.next_attention_at == on(2026, 10, 27, 8, 0)
    sweep(at=on(2026, 10, 27, 9))
    reply.refresh_from_db()
    assert (reminders()[-1], reply.next_attention_at) == (("overdue", 3), None)


def test_a_clock_opened_when_already_late_is_announced_at_once(organ, clerk) -> None:
    open_deadline(rule="FOI_REPLY", subject=CASE, organ=organ, start=date(2026, 1, 5), actor=clerk, at=on(2026, 5, 21))
    assert sweep(at=on(2026, 5, 21)).attended == 1
    assert told()[0][1].startswith("超期")


@pytest.mark.duty("law.A5.6")
def test_a_clock_nobody_resumes_does_not_sleep_for_ever(reply, handler) -> None:
    at = on(2026, 9, 21)
    pause(reply, stop="THIRD_PARTY", on=at.date(), actor=acting(handler, at), at=at)
    sweep(at=on(2026, 10, 19, 9))
    assert reminders() == []
    sweep(at=on(2026, 10, 20, 9))
    sweep(at=on(2026, 10, 20, 10))
    assert reminders() == [("waiting", 15)]
    assert told() == [("经办人甲", "暂停已满15个工作日，请登记结果：申请公开的答复（临住建2026-0047）")]
    sweep(at=on(2026, 11, 10, 9))
    assert reminders() == [("waiting", 15), ("waiting", 30)]


def test_closed_clocks_are_left_in_peace(reply, organ, clerk) -> None:
    close(reply, on=date(2026, 9, 21), actor=clerk, at=on(2026, 9, 21))
    other = open_deadline(
        rule="FOI_CORRECTION_NOTICE",
        subject=CASE,
        organ=organ,
        start=date(2026, 9, 18),
        actor=clerk,
        at=on(2026, 9, 18),
    )
    close(other, on=date(2026, 9, 21), actor=clerk, at=on(2026, 9, 21))
    assert sweep(at=on(2026, 12, 1)).attended == 0
    assert reminders() == []


def test_a_moved_end_is_warned_about_anew(reply, head, clerk) -> None:
    sweep(at=on(2026, 10, 22, 9))
    at = on(2026, 10, 22, 10)
    extend(reply, amount=20, on=at.date(), actor=acting(head, at), at=at, evidence="需要核对")
    sweep(at=on(2026, 10, 22, 11))
    assert reminders() == [("warning", 5), ("warning", 2), ("warning", 0)]
    sweep(at=on(2026, 11, 12, 9))
    assert Reminder.objects.filter(version=2).count() == 1


def test_one_poison_row_stops_nobody(reply, organ, clerk, caplog) -> None:
    good = open_deadline(
        rule="FOI_REPLY", subject=CASE, organ=organ, start=date(2026, 9, 18), key="b", actor=clerk, at=on(2026, 9, 18)
    )
    Deadline.objects.filter(pk=reply.pk).update(terms={"code": "FOI_REPLY"})
    result = sweep(at=on(2026, 10, 15, 9))
    reply.refresh_from_db()
    assert (result.attended, result.failed) == (1, 1)
    assert [row.deadline_id for row in Reminder.objects.all()] == [good.pk]
    assert reply.next_attention_at == on(2026, 10, 15, 9) + timedelta(minutes=10)
    assert f"deadline {reply.pk} could not be attended to" in caplog.text


def test_a_claimed_row_is_not_taken_by_a_second_worker(reply, monkeypatch) -> None:
    seen = []

    def attend_while_another_worker_sweeps(deadline, days, at) -> None:
        seen.append(deadline.pk)
        if len(seen) == 1:
            sweep(at=at)

    monkeypatch.setattr(sweeping, "_attend", attend_while_another_worker_sweeps)
    sweep(at=on(2026, 10, 15, 9))
    assert seen == [reply.pk]


@pytest.mark.parametrize("cases", [1, 3])
def test_asking_costs_the_same_however_many_clocks_are_open(organ, clerk, django_assert_num_queries, cases) -> None:
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
    sweep(at=on(2026, 9, 18))
    with django_assert_num_queries(6):
        sweep(at=on(2026, 9, 21))


def test_the_heartbeat_tells_when_the_sweep_last_ended(reply) -> None:
    assert selectors.heartbeat() is None
    sweep(at=on(2026, 10, 15, 9))
    beat = selectors.heartbeat()
    assert (beat.started_at, beat.finished_at, beat.attended, beat.failed) == (
        on(2026, 10, 15, 9),
        on(2026, 10, 15, 9),
        1,
        0,
    )


def test_a_calendar_changed_behind_the_back_is_followed(reply) -> None:
    sweep(at=on(2026, 9, 18))
    notice = HolidayNotice.objects.get(year=2026)
    CalendarDay.objects.create(date=date(2026, 10, 15), kind="holiday", name="临时放假", notice=notice)
    assert sweep(at=on(2026, 9, 21)).redated == 1
    reply.refresh_from_db()
    assert reply.due_on == date(2026, 10, 23)
    assert reply.events.last().kind == "redated"
    assert sweep(at=on(2026, 9, 21, 10)).redated == 0


@pytest.mark.duty("S2-7.9c")
def test_the_escalation_says_what_silence_means(organ, clerk, head) -> None:
    open_deadline(
        rule="JOINT_ORGAN_REPLY", subject=CASE, organ=organ, start=date(2026, 3, 6), actor=clerk, at=on(2026, 3, 6)
    )
    sweep(at=on(2026, 3, 28, 9))
    body = Notice.objects.filter(channel="in_site", user=head).get().body
    assert "逾期不答复，视为同意公开。" in body
    assert "最晚提出意见的日子：2026年3月27日" in body


def test_the_task_runs_the_sweep(reply) -> None:
    from portal.deadlines.tasks import sweep as task

    task()
    assert selectors.heartbeat() is not None
    assert mail.outbox == []
