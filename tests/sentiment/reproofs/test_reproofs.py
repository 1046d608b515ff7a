"""Clocks that ran out are noted by the system; three of an organ propose 约谈 without anybody having to remember."""

from datetime import date, datetime, timedelta

import pytest

from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from sentiment.duty.services import escalate
from sentiment.reproofs import services
from sentiment.reproofs.models import Reproof
from sentiment.reproofs.reform import move_open_proposals
from sentiment.reproofs.tasks import propose
from sentiment.tickets import services as tickets
from sentiment.tickets.models import Lapse
from tests.sentiment.town import RESULT, fresh, night

LIST = "/admin/sentiment/reproof/"
SUNDAY = night(23, 40, day=27)
"""48 hours after that Friday night."""


def told(words):
    rows = Notice.objects.filter(subject_line__startswith=words, channel="in_site").order_by("pk")
    return [row.user.name for row in rows]


def noted():
    return [(row.deadline.rule, row.organ.code) for row in Lapse.objects.standing().order_by("pk")]


def three_late(town, at=SUNDAY):
    """Three concerns of the bureau of education nobody answered within 48 hours."""
    made = [town.registered(title=f"第{place}件", links="") for place in range(3)]
    escalate(at=at)
    return made


@pytest.mark.duty("S0-3.12a", "S0-3.11")
@pytest.mark.parametrize(
    ("level", "rule", "end"),
    [
        ("ordinary", "OPINION_REPLY", SUNDAY),
        ("major", "OPINION_STATEMENT", night(4, 40)),
        ("extreme", "OPINION_STATEMENT", night(4, 40)),
    ],
)
def test_a_clock_that_ran_out_is_noted_at_that_minute(town, level, rule, end) -> None:
    ticket = town.registered(level=level)
    escalate(at=end - timedelta(minutes=1))
    assert noted() == []
    escalate(at=end)
    assert noted() == [(rule, "jiaoyu")]
    escalate(at=end + timedelta(minutes=1))
    assert noted() == [(rule, "jiaoyu")]
    assert Event.objects.filter(act="note_lapse", subject_id=ticket.pk).count() == 1


@pytest.mark.duty("S0-3.12a")
def test_a_conference_after_twenty_four_hours_is_noted_beside_the_statement(town) -> None:
    ticket = town.responding(town.explosion(), night(1))
    town.answered(ticket, night(3))
    escalate(at=night(23, 40))
    assert noted() == [("OPINION_PRESS", "yingji")]


def test_those_who_answer_for_it_and_the_office_are_told_once(town) -> None:
    town.registered()
    for minute in (40, 41, 42):
        escalate(at=night(23, minute, day=27))
    assert told("其他舆情回应已经超时") == ["市教育局签发人（分管领导）", "市教育局主要负责人", "市政府政务公开办"]


@pytest.mark.duty("S0-3.12a")
def test_a_late_answer_is_noted_even_while_no_worker_runs(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, SUNDAY)
    assert noted() == [("OPINION_REPLY", "jiaoyu")]
    assert fresh(ticket).next_escalation_at is None


def test_an_answer_in_time_leaves_nothing(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, SUNDAY - timedelta(minutes=1))
    escalate(at=night(12, day=28))
    assert not Lapse.objects.exists()


@pytest.mark.duty("S0-3.12a")
def test_deciding_late_not_to_answer_does_not_undo_it(town) -> None:
    ticket = town.judged(town.registered(), night(1), will_respond=False, disposition="")
    tickets.decline(ticket, reason="无关公共事务", **town.as_("jiaoyu", Role.SIGNER, night(9, day=28)))
    assert noted() == [("OPINION_REPLY", "jiaoyu")]


def test_a_corrected_moment_takes_the_reproach_with_it(town) -> None:
    ticket = town.registered()
    escalate(at=SUNDAY)
    later = night(9, 0)
    at = night(0, 10, day=28)
    ticket = fresh(ticket)
    tickets.correct_known_at(ticket, known_at=later, reason="转来的时间是早上", **town.office(at))
    assert noted() == []
    assert Lapse.objects.count() == 1
    escalate(at=night(9, 0, day=28))
    assert noted() == [("OPINION_REPLY", "jiaoyu")]


def test_what_was_joined_with_another_ticket_counts_once(town) -> None:
    first, second = town.registered(), town.registered(title="同一件事")
    escalate(at=SUNDAY)
    tickets.merge(fresh(second), into=fresh(first), **town.office(night(23, 50, day=27)))
    assert noted() == [("OPINION_REPLY", "jiaoyu")]


@pytest.mark.duty("S4-1.15b", "S3-4.7b", "S0-3.12b")
def test_three_of_an_organ_propose_a_talk_by_themselves(town) -> None:
    three_late(town)
    town.registered(domain="05", title="别的单位的")
    assert services.propose_due(at=SUNDAY) == 1
    assert services.propose_due(at=SUNDAY) == 0
    reproof = Reproof.objects.get()
    assert (reproof.organ.code, reproof.measure, reproof.grounds) == ("jiaoyu", "talk", "2026年舆情回应超时3次")
    assert reproof.lapses.count() == 3
    assert told("建议约谈整改：市教育局") == ["市政府政务公开办"]


def test_two_are_not_enough(town) -> None:
    town.registered()
    town.registered(title="另一件")
    escalate(at=SUNDAY)
    assert services.propose_due(at=SUNDAY) == 0


def test_how_many_are_enough_is_a_setting(town, settings) -> None:
    settings.OPINION_LAPSES_FOR_REPROOF = 1
    town.registered()
    escalate(at=SUNDAY)
    assert services.propose_due(at=SUNDAY) == 1


def test_lapses_of_two_years_are_not_added_up(town) -> None:
    eve = datetime(2026, 12, 28, 12, 0, tzinfo=SHANGHAI)
    for title, known in (("甲", eve), ("乙", eve), ("丙", eve + timedelta(days=3))):
        town.registered(eve + timedelta(days=4), title=title, links="", known_at=known)
    after = datetime(2027, 1, 4, 12, 0, tzinfo=SHANGHAI)
    escalate(at=after)
    assert len(noted()) == 3
    assert services.propose_due(at=after) == 0


@pytest.mark.duty("S4-1.15b", "S3-4.7b")
def test_after_a_talk_without_effect_criticism_is_proposed(town) -> None:
    three_late(town)
    services.propose_due(at=SUNDAY)
    at = night(10, day=28)
    given = {"measure": "talk", "held_on": date(2026, 9, 28), "note": "约谈主要负责人，要求落实值班。"}
    services.carry_out(Reproof.objects.get(), **given, **town.office(at))
    assert told("约谈整改已经登记") == ["市教育局签发人（分管领导）", "市教育局主要负责人"]
    monday = {"known_at": night(11, day=28)}
    for place in range(3):
        town.registered(night(11, day=28), title=f"又一件{place}", links="", **monday)
    escalate(at=night(11, day=30))
    assert services.propose_due(at=night(11, day=30)) == 1
    again = Reproof.objects.first()
    assert (again.measure, again.serial, again.grounds) == ("criticism", 2, "2026年舆情回应超时3次，约谈以后又发生")


@pytest.mark.duty("S4-1.15b")
def test_an_evaluation_that_found_fault_becomes_a_proposal(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, night(3), **RESULT)
    tickets.finish(ticket, **town.as_("jiaoyu", Role.HANDLER, night(5)))
    values = {"effect": "质疑没有平息", "failures": ["answer"], "measure": "criticism"}
    tickets.evaluate(ticket, values=values, **town.office(night(6)))
    assert services.propose_due(at=night(7)) == 1
    assert services.propose_due(at=night(7)) == 0
    reproof = Reproof.objects.get()
    assert (reproof.ticket, reproof.measure) == (ticket, "criticism")
    assert reproof.grounds == f"{ticket.number}评估：回应不妥当"


def test_it_is_carried_out_once_on_a_day_that_can_be(town) -> None:
    three_late(town)
    services.propose_due(at=SUNDAY)
    reproof, at = Reproof.objects.get(), night(10, day=28)
    for day in (None, date(2026, 9, 26), date(2026, 9, 29)):
        with pytest.raises(InvalidInput) as refused:
            services.carry_out(reproof, measure="talk", held_on=day, note="约谈", **town.office(at))
        assert list(refused.value.messages) == ["held_on"]
    with pytest.raises(NotAllowed):
        services.dismiss(reproof, reason="不必", **town.as_("jiaoyu", Role.HEAD, at))
    services.dismiss(reproof, reason="系统故障期间", **town.office(at))
    with pytest.raises(StaleState):
        services.carry_out(reproof, measure="talk", held_on=at.date(), note="约谈", **town.office(at))
    assert services.propose_due(at=at) == 0


def test_a_reform_passes_open_proposals_on_and_numbers_them_anew(town) -> None:
    three_late(town)
    services.propose_due(at=SUNDAY)
    at = night(10, day=28)
    done = Reproof.objects.get()
    services.carry_out(done, measure="talk", held_on=at.date(), note="约谈主要负责人。", **town.office(at))
    monday = {"known_at": night(11, day=28), "links": ""}
    for domain, amount in (("24", 3), ("05", 3)):
        for place in range(amount):
            town.registered(night(11, day=28), title=f"{domain}又一件{place}", domain=domain, **monday)
    escalate(at=night(11, day=30))
    assert services.propose_due(at=night(11, day=30)) == 2
    heir, source = town.organs["yingji"], town.organs["jiaoyu"]
    given = town.office(night(12, day=30))
    moved = move_open_proposals(Succession(source=source, heir=heir, on=date(2026, 10, 1), **given))
    assert [row.pk for row in moved] == [Reproof.objects.get(measure="criticism").pk]
    found = set(Reproof.objects.values_list("organ__code", "measure", "serial"))
    assert found == {("jiaoyu", "talk", 1), ("yingji", "talk", 1), ("yingji", "criticism", 2)}


def test_the_worker_proposes(town, time_machine) -> None:
    three_late(town)
    time_machine.move_to(SUNDAY, tick=False)
    assert [propose(), propose()] == [1, 0]


@pytest.mark.duty("S0-3.12a")
def test_the_pages_show_what_ran_out(town, client, settings, time_machine) -> None:
    settings.STAFF_OTP_REQUIRED = False
    first, *_ = three_late(town)
    services.propose_due(at=SUNDAY)
    time_machine.move_to(SUNDAY, tick=False)
    client.force_login(town.people["city", Role.OVERSIGHT])
    assert "考评线索" in client.get(f"/admin/sentiment/ticket/{first.pk}/change/").content.decode()
    desk = client.get("/admin/").content.decode()
    assert "建议约谈整改：市教育局" in desk
    assert "决定是否约谈、通报" in desk
    listed = client.get(LIST).content.decode()
    for words in ("2026年回应超时", "3次", "2026年舆情回应超时3次"):
        assert words in listed, words
    case = client.get(f"{LIST}{Reproof.objects.get().pk}/change/").content.decode()
    for words in ("第0件", "其他舆情回应，应在9月27日 23:40以前", "还没有办"):
        assert words in case, words
    client.force_login(town.people["yingji", Role.SIGNER])
    assert "3次" not in client.get(LIST).content.decode()
    assert client.get(f"{LIST}{Reproof.objects.get().pk}/change/").status_code == 404
