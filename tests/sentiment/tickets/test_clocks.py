"""Hours count from the moment a thing became known: through nights and holidays, upgrades and corrections."""

from datetime import datetime

import pytest

from portal.accounts.states import Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.subjects import ref
from sentiment.responses import services as answers
from sentiment.tickets import services
from tests.sentiment.town import FRIDAY_NIGHT, JUDGEMENT, clocks, fresh, night, running


def moment(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


BEFORE_NATIONAL_DAY = moment(9, 30, 23, 40)


@pytest.mark.duty("S0-3.11", "S0-2.10b", "S0-2.10c", "S3-4.5", "S4-1.12c")
def test_a_grave_matter_has_five_and_twenty_four_hours(town) -> None:
    ticket = town.explosion()
    assert running(ticket) == {
        "OPINION_STATEMENT": night(4, 40),
        "OPINION_PRESS": night(23, 40),
    }


@pytest.mark.duty("S0-3.11", "S0-2.10d", "S3-4.5")
def test_anything_else_has_forty_eight_hours(town) -> None:
    assert running(town.registered()) == {"OPINION_REPLY": night(23, 40, day=27)}
    assert running(town.registered(level="large")) == {"OPINION_REPLY": night(23, 40, day=27)}


@pytest.mark.duty("S0-3.11")
def test_hours_run_through_the_long_holiday(town) -> None:
    """The seven days from 1 October 2026 are free: for a reply within hours they are days like any other."""
    ticket = town.explosion(BEFORE_NATIONAL_DAY, known_at=BEFORE_NATIONAL_DAY, happened_at=None)
    usual = town.registered(BEFORE_NATIONAL_DAY, known_at=BEFORE_NATIONAL_DAY)
    assert running(ticket) == {"OPINION_STATEMENT": moment(10, 1, 4, 40), "OPINION_PRESS": moment(10, 1, 23, 40)}
    assert running(usual) == {"OPINION_REPLY": moment(10, 2, 23, 40)}


@pytest.mark.duty("S0-3.11")
def test_an_upgrade_after_three_hours_leaves_two_for_the_statement(town) -> None:
    ticket = town.registered()
    services.set_level(ticket, level="major", reason="有学生住院", **town.as_("jiaoyu", Role.HANDLER, night(2, 40)))
    assert clocks(ticket) == [
        ("OPINION_REPLY", night(23, 40, day=27), "superseded"),
        ("OPINION_STATEMENT", night(4, 40), ""),
        ("OPINION_PRESS", night(23, 40), ""),
    ]
    acts = Event.objects.filter(subject_label=ref(ticket).label, subject_id=ticket.pk).values_list("act", flat=True)
    assert list(acts.order_by("pk"))[-4:] == ["set_level", "deadline_closed", "deadline_opened", "deadline_opened"]


def test_a_downgrade_goes_back_to_forty_eight_hours_from_the_same_moment(town) -> None:
    ticket = town.explosion()
    services.set_level(ticket, level="large", reason="没有人员受伤", **town.as_("yingji", Role.SIGNER, night(1)))
    assert running(ticket) == {"OPINION_REPLY": night(23, 40, day=27)}


def test_nobody_below_the_deputy_lowers_a_grave_matter_by_either_way(town) -> None:
    ticket = town.judged(town.explosion(), night(1))
    reviewer = town.as_("yingji", Role.DEPT_REVIEWER, night(2))
    with pytest.raises(NotAllowed, match="下调重大以上舆情的级别"):
        services.set_level(ticket, level="large", reason="没有人员受伤", **reviewer)
    with pytest.raises(NotAllowed, match="下调重大以上舆情的级别"):
        services.judge(ticket, values=JUDGEMENT, **reviewer)
    assert len(running(ticket)) == 2


@pytest.mark.duty("S0-3.9e")
def test_a_graver_level_voids_the_approval_and_holds_back_what_is_ready(town) -> None:
    ticket = town.responding(town.explosion(), night(1))
    response = town.cleared(ticket, night(2))
    services.set_level(ticket, level="extreme", reason="伤亡上升", **town.as_("yingji", Role.HANDLER, night(3)))
    response.ticket.refresh_from_db()
    with pytest.raises(Blocked, match="市政府办分管领导批准"):
        answers.publish(response, **town.as_("yingji", Role.SIGNER, night(3)))


def test_one_grave_level_for_another_leaves_the_clocks_as_they_are(town) -> None:
    ticket = town.explosion()
    services.set_level(ticket, level="extreme", reason="伤亡上升", **town.as_("yingji", Role.HANDLER, night(1)))
    assert clocks(ticket) == [("OPINION_STATEMENT", night(4, 40), ""), ("OPINION_PRESS", night(23, 40), "")]
    assert fresh(ticket).leader == "市政府主要负责人"


@pytest.mark.duty("S0-3.11")
def test_a_corrected_moment_moves_all_clocks_and_tells_who_why_and_from_what(town) -> None:
    ticket = town.explosion()
    words = "热线23时20分已经接到电话"
    head = town.as_("yingji", Role.DISCLOSURE_HEAD, night(1))
    services.correct_known_at(ticket, known_at=night(23, 20, day=25), reason=words, **head)
    assert running(ticket) == {"OPINION_STATEMENT": night(4, 20), "OPINION_PRESS": night(23, 20)}
    event = Event.objects.get(subject_label=ref(ticket).label, subject_id=ticket.pk, act="correct_known_at")
    assert (event.actor_name, event.reason) == ("市应急管理局公开工作机构负责人", words)
    assert datetime.fromisoformat(event.before["known_at"]) == FRIDAY_NIGHT
    assert datetime.fromisoformat(event.after["known_at"]) == night(23, 20, day=25)


def test_a_corrected_moment_judges_an_answer_that_is_out_anew(town) -> None:
    """In time by the first moment, late by the true one."""
    ticket = town.responding(town.explosion(), night(3))
    town.answered(ticket, night(4, 30))
    head = town.as_("yingji", Role.DISCLOSURE_HEAD, night(5))
    services.correct_known_at(ticket, known_at=night(23, 15, day=25), reason="监控日志显示更早", **head)
    assert [row for row in clocks(ticket) if row[0] == "OPINION_STATEMENT"] == [
        ("OPINION_STATEMENT", night(4, 40), "done"),
        ("OPINION_STATEMENT", night(4, 15), "done"),
    ]
    statements = Deadline.objects.filter(subject_id=ticket.pk, rule="OPINION_STATEMENT").order_by("pk")
    assert [row.was_late for row in statements] == [False, True]


@pytest.mark.parametrize(
    ("known_at", "field"),
    [(night(0), "known_at"), (datetime(2026, 9, 25, 23, 9, tzinfo=SHANGHAI), "known_at")],
)
def test_nothing_is_known_in_the_future_or_before_it_happened(town, known_at, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        town.explosion(known_at=known_at)
    assert list(refused.value.messages) == [field]


def test_a_correction_obeys_the_same_rules_and_wants_a_reason(town) -> None:
    ticket = town.explosion()
    head = town.as_("yingji", Role.DISCLOSURE_HEAD, night(1))
    with pytest.raises(InvalidInput) as refused:
        services.correct_known_at(ticket, known_at=night(2), reason=" ", **head)
    assert sorted(refused.value.messages) == ["known_at", "reason"]
    with pytest.raises(NotAllowed):
        services.correct_known_at(
            ticket, known_at=night(0, 5), reason="晚了", **town.as_("yingji", Role.HANDLER, night(1))
        )
    assert fresh(ticket).known_at == FRIDAY_NIGHT


def test_another_organ_takes_the_clocks_over_from_the_same_moment(town) -> None:
    ticket = town.registered()
    services.override(ticket, organ=town.organs["yingji"], reason="由应急部门负责", **town.office(night(1)))
    rows = Deadline.objects.filter(subject_id=ticket.pk).order_by("pk")
    assert [(row.organ.code, row.outcome) for row in rows] == [("jiaoyu", "superseded"), ("yingji", "")]
    assert running(ticket) == {"OPINION_REPLY": night(23, 40, day=27)}


@pytest.mark.duty("S0-3.9a")
def test_within_the_act_of_registration_there_is_an_organ_a_person_and_running_clocks(town) -> None:
    ticket = fresh(town.explosion())
    assert (ticket.organ.code, ticket.responder) == ("yingji", "市应急管理局主要负责人")
    assert len(running(ticket)) == 2
    assert ticket.next_escalation_at == night(2, 10)
