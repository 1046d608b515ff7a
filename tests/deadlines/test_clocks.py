from datetime import date

import pytest

from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.deadlines.course import ImpossibleClock
from portal.deadlines.legal_rules import RuleNotInForce, UnknownRule
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import explain
from portal.deadlines.services import close, extend, open_deadline, pause, restart, resume
from portal.deadlines.services.clocks import AlreadyRunning, TooLate
from portal.deadlines.services.ledger import FutureDay
from portal.errors import DomainError, NotAllowed, StaleState
from portal.subjects import SubjectRef
from tests.deadlines.conftest import CASE, acting, on

pytestmark = pytest.mark.django_db


def opened(organ, actor, rule, start, at, **values) -> Deadline:
    return open_deadline(rule=rule, subject=CASE, organ=organ, start=start, actor=actor, at=at, **values)


# --- opening ------------------------------------------------------------------------------------------


@pytest.mark.duty("S2-2.6c")
def test_opening_a_clock_sets_its_end_from_the_law(reply) -> None:
    reply.refresh_from_db()
    assert (reply.opened_on, reply.started_on, reply.due_on) == (
        date(2026, 9, 18),
        date(2026, 9, 18),
        date(2026, 10, 22),
    )
    assert (reply.provisional, reply.version, reply.closed_at) == (False, 1, None)


@pytest.mark.duty("law.A5.2")
def test_the_period_ends_with_the_end_of_the_day_not_at_the_hour_of_filing(reply) -> None:
    reply.refresh_from_db()
    assert reply.due_at == on(2026, 10, 23, 0, 0)


def test_opening_is_an_event_and_an_audit_row_of_one_act(reply) -> None:
    event = reply.events.get()
    row = Event.objects.get(act="deadline_opened")
    assert (event.kind, event.on, event.seq, event.due_on) == ("opened", date(2026, 9, 18), 1, date(2026, 10, 22))
    assert (row.subject_label, row.subject_id, row.act_id) == ("requests_app.request", 47, event.act_id)
    assert row.actor_name == "经办人甲"


def test_a_clock_keeps_the_terms_it_was_opened_under(organ, clerk) -> None:
    old = opened(organ, clerk, "FOI_REPLY", date(2019, 5, 14), on(2019, 5, 14))
    new = opened(organ, clerk, "FOI_REPLY", date(2019, 5, 15), on(2019, 5, 15), key="另一件")
    assert (old.legal_rule.amount, new.legal_rule.amount) == (15, 20)


def test_one_limit_runs_once_for_a_case(reply, organ, clerk) -> None:
    with pytest.raises(AlreadyRunning):
        opened(organ, clerk, "FOI_REPLY", date(2026, 9, 18), on(2026, 9, 18))


def test_two_third_parties_have_two_clocks(organ, clerk) -> None:
    for key in ("甲公司", "乙公司"):
        opened(organ, clerk, "THIRD_PARTY_REPLY", date(2026, 3, 6), on(2026, 3, 6), key=key)
    assert Deadline.objects.of(CASE).count() == 2


def test_a_closed_clock_may_be_opened_again(reply, organ, clerk) -> None:
    close(reply, on=date(2026, 9, 20), actor=clerk, at=on(2026, 9, 20), outcome="withdrawn")
    assert opened(organ, clerk, "FOI_REPLY", date(2026, 9, 21), on(2026, 9, 21)).pk != reply.pk


@pytest.mark.parametrize(
    ("rule", "start", "error"),
    [
        ("NO_SUCH_RULE", date(2026, 9, 18), UnknownRule),
        ("FOI_CORRECTION_NOTICE", date(2019, 1, 1), RuleNotInForce),
        ("FOI_REPLY", date(2026, 9, 19), FutureDay),
        ("OPINION_STATEMENT", date(2026, 9, 18), ImpossibleClock),
    ],
)
def test_a_clock_that_cannot_be_is_refused(organ, clerk, rule, start, error) -> None:
    with pytest.raises(error):
        opened(organ, clerk, rule, start, on(2026, 9, 18))
    assert Deadline.objects.count() == 0


@pytest.mark.duty("S0-6.4")
def test_a_hearing_lies_ahead_when_its_clock_is_opened(organ, clerk) -> None:
    materials = opened(organ, clerk, "HEARING_MATERIALS", date(2026, 10, 15), on(2026, 9, 18))
    assert materials.due_on == date(2026, 10, 8)


def test_hours_begin_at_the_moment_known(organ, clerk) -> None:
    statement = opened(organ, clerk, "OPINION_STATEMENT", on(2026, 9, 30, 21, 30), on(2026, 9, 30, 22, 0))
    assert statement.due_at == on(2026, 10, 1, 2, 30)


def test_an_organ_sets_a_reasonable_period_for_a_correction(organ, clerk) -> None:
    correction = opened(organ, clerk, "FOI_CORRECTION", date(2026, 9, 1), on(2026, 9, 1), amount=10)
    assert correction.due_on == date(2026, 9, 11)


@pytest.mark.duty("S0-4.7c")
def test_a_shortened_consultation_needs_its_reason(organ, clerk) -> None:
    with pytest.raises(ImpossibleClock, match="缩短要写明理由"):
        opened(organ, clerk, "CONSULTATION", date(2026, 9, 1), on(2026, 9, 1), amount=7)
    urgent = opened(organ, clerk, "CONSULTATION", date(2026, 9, 1), on(2026, 9, 1), amount=7, evidence="防汛情况紧急")
    assert urgent.due_on == date(2026, 9, 8)


def test_a_statutory_number_is_nobodys_to_change(organ, clerk) -> None:
    with pytest.raises(ImpossibleClock, match="不能一事一定"):
        opened(organ, clerk, "FOI_REPLY", date(2026, 9, 18), on(2026, 9, 18), amount=40)


# --- stopping -----------------------------------------------------------------------------------------


@pytest.mark.duty("law.A5.6")
def test_asking_a_third_party_stops_the_clock_by_exactly_its_working_days(organ, clerk) -> None:
    clock = opened(organ, clerk, "FOI_REPLY", date(2026, 3, 2), on(2026, 3, 2))
    pause(clock, stop="THIRD_PARTY", on=date(2026, 3, 6), actor=clerk, at=on(2026, 3, 6), evidence="EMS 回执")
    assert (clock.waiting_since, clock.provisional) == (date(2026, 3, 6), True)
    resume(clock, stop="THIRD_PARTY", on=date(2026, 3, 25), actor=clerk, at=on(2026, 3, 25))
    clock.refresh_from_db()
    assert (clock.due_on, clock.waiting_since, clock.provisional) == (date(2026, 4, 17), None, False)


def test_two_third_parties_asked_at_once_stop_the_clock_until_the_last_answer(organ, clerk) -> None:
    clock = opened(organ, clerk, "FOI_REPLY", date(2026, 3, 2), on(2026, 3, 2))
    for key in ("甲", "乙"):
        pause(clock, stop="THIRD_PARTY", key=key, on=date(2026, 3, 6), actor=clerk, at=on(2026, 3, 6))
    resume(clock, stop="THIRD_PARTY", key="甲", on=date(2026, 3, 12), actor=clerk, at=on(2026, 3, 12))
    assert clock.waiting_since == date(2026, 3, 6)
    resume(clock, stop="THIRD_PARTY", key="乙", on=date(2026, 3, 25), actor=clerk, at=on(2026, 3, 25))
    assert (clock.waiting_since, clock.due_on) == (None, date(2026, 4, 17))


def test_a_stop_entered_days_later_counts_from_the_day_it_was_sent(organ, clerk) -> None:
    clock = opened(organ, clerk, "FOI_REPLY", date(2026, 3, 2), on(2026, 3, 2))
    pause(clock, stop="OTHER_ORGAN", on=date(2026, 3, 6), actor=clerk, at=on(2026, 3, 26))
    resume(clock, stop="OTHER_ORGAN", on=date(2026, 3, 25), actor=clerk, at=on(2026, 3, 26))
    assert clock.due_on == date(2026, 4, 17)


def test_a_reason_the_law_does_not_know_stops_nothing(reply, clerk) -> None:
    with pytest.raises(ImpossibleClock, match="不能因为这个事由暂停"):
        pause(reply, stop="HOLIDAY_MOOD", on=date(2026, 9, 21), actor=clerk, at=on(2026, 9, 21))


def test_nobody_stops_a_clock_that_has_run_out(reply, clerk) -> None:
    with pytest.raises(TooLate):
        pause(reply, stop="THIRD_PARTY", on=date(2026, 10, 23), actor=clerk, at=on(2026, 10, 23))


def test_nothing_happens_tomorrow(reply, clerk) -> None:
    with pytest.raises(FutureDay):
        pause(reply, stop="THIRD_PARTY", on=date(2026, 9, 22), actor=clerk, at=on(2026, 9, 21))


def test_resuming_after_the_reply_is_refused(reply, clerk) -> None:
    pause(reply, stop="THIRD_PARTY", on=date(2026, 9, 21), actor=clerk, at=on(2026, 9, 21))
    close(reply, on=date(2026, 9, 24), actor=clerk, at=on(2026, 9, 24))
    with pytest.raises(DomainError):
        resume(reply, stop="THIRD_PARTY", on=date(2026, 9, 28), actor=clerk, at=on(2026, 9, 28))
    assert reply.events.count() == 3


# --- restarting ---------------------------------------------------------------------------------------


@pytest.mark.duty("law.A5.7")
def test_a_correction_restarts_the_full_period(organ, clerk) -> None:
    clock = opened(organ, clerk, "FOI_REPLY", date(2026, 9, 1), on(2026, 9, 1))
    pause(clock, stop="CORRECTION", on=date(2026, 9, 8), actor=clerk, at=on(2026, 9, 8))
    restart(clock, stop="CORRECTION", on=date(2026, 9, 18), actor=clerk, at=on(2026, 9, 18))
    assert (clock.opened_on, clock.started_on, clock.due_on, clock.waiting_since) == (
        date(2026, 9, 1),
        date(2026, 9, 18),
        date(2026, 10, 22),
        None,
    )


def test_a_correction_does_not_merely_resume_the_clock(organ, clerk) -> None:
    clock = opened(organ, clerk, "FOI_REPLY", date(2026, 9, 1), on(2026, 9, 1))
    pause(clock, stop="CORRECTION", on=date(2026, 9, 8), actor=clerk, at=on(2026, 9, 8))
    with pytest.raises(ImpossibleClock, match="重新计算"):
        resume(clock, stop="CORRECTION", on=date(2026, 9, 18), actor=clerk, at=on(2026, 9, 18))


def test_an_opinion_does_not_restart_the_clock(reply, clerk) -> None:
    with pytest.raises(ImpossibleClock, match="继续计算"):
        restart(reply, stop="THIRD_PARTY", on=date(2026, 9, 21), actor=clerk, at=on(2026, 9, 21))


# --- extending ----------------------------------------------------------------------------------------


@pytest.mark.duty("S2-2.6d")
def test_the_head_of_the_office_extends_within_the_cap(reply, head) -> None:
    at = on(2026, 10, 22)
    boss = acting(head, at)
    extend(reply, amount=15, on=at.date(), actor=boss, at=at, evidence="涉及多个科室，需要核对")
    extend(reply, amount=5, on=at.date(), actor=boss, at=at, evidence="档案仍在调取")
    assert (reply.extended_by, reply.due_on) == (20, date(2026, 11, 19))
    with pytest.raises(ImpossibleClock, match="已经用完"):
        extend(reply, amount=1, on=at.date(), actor=boss, at=at, evidence="再等等")


@pytest.mark.duty("S2-2.6d")
def test_a_handler_cannot_extend(reply, clerk) -> None:
    at = on(2026, 10, 8)
    with pytest.raises(NotAllowed, match="公开工作机构负责人"):
        extend(reply, amount=5, on=at.date(), actor=clerk, at=at, evidence="需要核对")


@pytest.mark.duty("law.A5.9")
def test_an_extension_must_reach_the_applicant_before_the_end(reply, head) -> None:
    at = on(2026, 10, 23)
    with pytest.raises(TooLate, match="期满前批准并告知"):
        extend(reply, amount=5, on=at.date(), actor=acting(head, at), at=at, evidence="需要核对")


def test_an_extension_needs_a_reason(reply, head) -> None:
    at = on(2026, 10, 8)
    with pytest.raises(DomainError, match="理由"):
        extend(reply, amount=5, on=at.date(), actor=acting(head, at), at=at, evidence="  ")


# --- closing ------------------------------------------------------------------------------------------


def test_closing_in_time_and_late(organ, clerk) -> None:
    clocks = {
        day: opened(organ, clerk, "FOI_REPLY", date(2026, 9, 18), on(2026, 9, 18), key=str(day)) for day in (22, 23)
    }
    for day, clock in clocks.items():
        close(clock, on=date(2026, 10, day), actor=clerk, at=on(2026, 10, day, 23, 50))
    assert {day: clock.was_late for day, clock in clocks.items()} == {22: False, 23: True}


def test_a_reply_while_the_clock_stands_still_is_not_late(organ, clerk) -> None:
    clock = opened(organ, clerk, "FOI_REPLY", date(2026, 3, 2), on(2026, 3, 2))
    pause(clock, stop="THIRD_PARTY", on=date(2026, 3, 6), actor=clerk, at=on(2026, 3, 6))
    close(clock, on=date(2026, 4, 10), actor=clerk, at=on(2026, 4, 10))
    assert (clock.was_late, clock.due_on) == (False, date(2026, 5, 7))


def test_a_late_entry_of_a_timely_reply_is_not_late(reply, clerk) -> None:
    close(reply, on=date(2026, 10, 22), actor=clerk, at=on(2026, 11, 2))
    assert reply.was_late is False


def test_hours_are_late_by_the_minute(organ, clerk) -> None:
    for minute, late in ((29, False), (30, True)):
        clock = opened(organ, clerk, "OPINION_STATEMENT", on(2026, 9, 30, 21, 30), on(2026, 9, 30, 22), key=str(minute))
        close(clock, on=on(2026, 10, 1, 2, minute), actor=clerk, at=on(2026, 10, 1, 8))
        assert clock.was_late is late


@pytest.mark.duty("S0-4.7b")
def test_a_consultation_cannot_end_before_thirty_days(organ, clerk) -> None:
    clock = opened(organ, clerk, "CONSULTATION", date(2026, 9, 1), on(2026, 9, 1))
    with pytest.raises(ImpossibleClock, match="2026-10-01以前不能结束"):
        close(clock, on=date(2026, 9, 30), actor=clerk, at=on(2026, 9, 30))
    close(clock, on=date(2026, 10, 1), actor=clerk, at=on(2026, 10, 1))
    assert clock.was_late is False


def test_a_reply_cannot_precede_the_receipt(reply, clerk) -> None:
    with pytest.raises(ImpossibleClock, match="不能早于开始日"):
        close(reply, on=date(2026, 9, 17), actor=clerk, at=on(2026, 9, 18))


# --- two writers, and the record ----------------------------------------------------------------------


def test_the_second_of_two_clerks_gets_stale_state(reply, clerk) -> None:
    second = Deadline.objects.get(pk=reply.pk)
    pause(reply, stop="THIRD_PARTY", on=date(2026, 9, 21), actor=clerk, at=on(2026, 9, 21))
    with pytest.raises(StaleState):
        close(second, on=date(2026, 9, 21), actor=clerk, at=on(2026, 9, 21))
    second.refresh_from_db()
    assert (second.closed_at, second.events.count()) == (None, 2)


def test_the_row_can_be_recomputed_from_its_events(organ, clerk, head) -> None:
    clock = opened(organ, clerk, "FOI_REPLY", date(2026, 3, 2), on(2026, 3, 2))
    pause(clock, stop="THIRD_PARTY", on=date(2026, 3, 6), actor=clerk, at=on(2026, 3, 6))
    resume(clock, stop="THIRD_PARTY", on=date(2026, 3, 25), actor=clerk, at=on(2026, 3, 25))
    at = on(2026, 3, 26)
    extend(clock, amount=2, on=at.date(), actor=acting(head, at), at=at, evidence="需要核对")
    found = explain(clock, on(2026, 4, 1))
    assert (found.computation.due, clock.due_on) == (date(2026, 4, 21), date(2026, 4, 21))
    assert [event.kind for event in found.events] == ["opened", "paused", "resumed", "extended"]


def test_events_cannot_be_changed_or_removed(reply) -> None:
    from django.db import IntegrityError, transaction

    event = reply.events.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        reply.events.update(on=date(2026, 9, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        reply.events.filter(pk=event.pk).delete()


def test_the_system_may_open_clocks(organ) -> None:
    report = open_deadline(
        rule="ANNUAL_REPORT_ORGAN",
        subject=SubjectRef("assessment.report", 1, "2026年年报"),
        organ=organ,
        start=date(2026, 12, 1),
        actor=SYSTEM,
        at=on(2026, 12, 1),
    )
    assert report.due_on == date(2027, 1, 31)
