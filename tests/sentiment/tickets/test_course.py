"""The six stages: who takes a ticket on, and what stands in the way."""

from datetime import date

import pytest

from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from portal.staff.timeline import entries
from sentiment.tickets import services
from sentiment.tickets.codes import Source
from tests.sentiment.town import ANSWER, FRIDAY_NIGHT, GRAVE, JUDGEMENT, RESULT, clocks, fresh, night, running


def _judge(town, ticket, at=None, **values):
    given = JUDGEMENT | values
    who = town.as_(ticket.organ.code, Role.DEPT_REVIEWER, at or night(1))
    return services.judge(ticket, values=given, **who)


@pytest.mark.duty("S0-3.9a", "S3-4.1a", "S4-1.12b")
def test_a_ticket_goes_through_all_stages(town) -> None:
    ticket, seen = town.explosion(), []
    seen.append(ticket.state)
    services.monitor(ticket, **town.as_("yingji", Role.HANDLER, night(0, 10)))
    seen.append(ticket.state)
    words = {"consulted_with": "宣传部门", "minutes": "先发通报。"}
    services.consult(ticket, **words, **town.as_("yingji", Role.DEPT_REVIEWER, night(0, 20)))
    seen.append(ticket.state)
    _judge(town, ticket, **GRAVE)
    seen.append(ticket.state)
    services.approve(ticket, **town.as_("yingji", Role.SIGNER, night(1, 30)))
    services.respond(ticket, **town.as_("yingji", Role.HANDLER, night(2)))
    seen.append(ticket.state)
    town.answered(ticket, night(3))
    town.answered(ticket, night(20), form="conference", place="新闻发布厅", held_at=night(19))
    town.answered(ticket, night(22), **RESULT)
    services.finish(ticket, **town.as_("yingji", Role.HANDLER, night(22, 30)))
    seen.append(ticket.state)
    services.evaluate(ticket, values={"effect": "平息"}, **town.as_("yingji", Role.SIGNER, night(9, day=28)))
    seen.append(ticket.state)
    assert seen == ["collected", "monitoring", "consulting", "judged", "responding", "finished", "evaluated"]


@pytest.mark.duty("S0-3.9b", "S0-3.9c")
@pytest.mark.parametrize("lacking", ["level", "content_degree", "public_degree", "media_degree"])
def test_a_judgement_needs_level_and_all_three_factors(town, lacking) -> None:
    ticket = services.monitor(town.registered(), **town.as_("jiaoyu", Role.HANDLER, night(0)))
    with pytest.raises(InvalidInput) as refused:
        _judge(town, ticket, **{lacking: ""})
    assert list(refused.value.messages) == [lacking]
    assert fresh(ticket).state == "monitoring"


@pytest.mark.duty("S0-3.9c")
def test_a_judgement_says_whether_there_is_an_answer_and_why(town) -> None:
    ticket = services.monitor(town.registered(), **town.as_("jiaoyu", Role.HANDLER, night(0)))
    with pytest.raises(InvalidInput) as refused:
        _judge(town, ticket, will_respond=None, respond_reason="")
    assert sorted(refused.value.messages) == ["respond_reason"]
    with pytest.raises(InvalidInput) as refused:
        _judge(town, ticket, will_respond=None)
    assert sorted(refused.value.messages) == ["will_respond"]


@pytest.mark.duty("S0-3.9d")
@pytest.mark.parametrize("lacking", ["nature", "trend", "risk", "plan"])
def test_a_grave_judgement_needs_nature_trend_risk_and_plan(town, lacking) -> None:
    ticket = town.explosion()
    with pytest.raises(InvalidInput) as refused:
        town.judged(ticket, night(1), **{lacking: ""})
    assert list(refused.value.messages) == [lacking]


@pytest.mark.duty("S0-3.9e")
def test_a_grave_matter_is_answered_only_after_its_plan_was_approved_by_somebody_else(town) -> None:
    ticket = town.judged(town.explosion(), night(1))
    with pytest.raises(Blocked, match="先报分管领导或者主要负责人批准"):
        services.respond(ticket, **town.as_("yingji", Role.HANDLER, night(2)))
    with pytest.raises(NotAllowed):
        services.approve(ticket, **town.as_("yingji", Role.DEPT_REVIEWER, night(2)))
    services.approve(ticket, **town.as_("yingji", Role.SIGNER, night(2)))
    services.respond(ticket, **town.as_("yingji", Role.HANDLER, night(2)))
    assert ticket.state == "responding"


@pytest.mark.duty("S0-3.9e", "S3-4.2e")
def test_the_gravest_plan_is_approved_for_the_city(town) -> None:
    ticket = town.judged(town.explosion(level="extreme"), night(1), level="extreme")
    with pytest.raises(StaleState):
        services.approve(ticket, **town.as_("yingji", Role.HEAD, night(2)))
    services.approve_for_city(ticket, **town.as_("city", Role.OFFICE_APPROVER, night(2)))
    assert fresh(ticket).approver_name == "市政府市政府办分管领导"


@pytest.mark.duty("S0-3.9e")
def test_a_new_judgement_wants_a_new_approval(town) -> None:
    ticket = town.responding(town.explosion(), night(1))
    _judge(town, ticket, at=night(3), **(GRAVE | {"plan": "改为每两小时通报一次"}))
    with pytest.raises(Blocked, match="批准"):
        services.respond(ticket, **town.as_("yingji", Role.HANDLER, night(3)))


@pytest.mark.duty("S3-4.1b")
def test_a_grave_matter_is_consulted_about_before_it_is_answered(town) -> None:
    ticket = services.monitor(town.explosion(), **town.as_("yingji", Role.HANDLER, night(0)))
    _judge(town, ticket, **GRAVE)
    with pytest.raises(Blocked, match="会商"):
        services.approve(ticket, **town.as_("yingji", Role.SIGNER, night(2)))


@pytest.mark.duty("S0-3.9c")
def test_what_is_not_answered_is_decided_by_another_person_with_a_reason(town) -> None:
    ticket = town.judged(town.registered(), night(1), will_respond=False, respond_reason="个人情绪宣泄")
    with pytest.raises(Blocked, match="不回应"):
        services.respond(ticket, **town.as_("jiaoyu", Role.HANDLER, night(2)))
    services.decline(ticket, reason="同意研判意见", **town.as_("jiaoyu", Role.SIGNER, night(2)))
    assert ticket.state == "declined"
    assert clocks(ticket) == [("OPINION_REPLY", night(23, 40, day=27), "cancelled")]


def test_what_is_to_be_answered_cannot_be_declined(town) -> None:
    ticket = town.judged(town.registered(), night(1))
    with pytest.raises(Blocked):
        services.decline(ticket, reason="不想回应", **town.as_("jiaoyu", Role.SIGNER, night(2)))


@pytest.mark.duty("S3-4.4.3", "S0-3.9a")
def test_nothing_is_finished_without_an_answer_and_its_result(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    handler = town.as_("jiaoyu", Role.HANDLER, night(20))
    with pytest.raises(Blocked) as blocked:
        services.finish(ticket, **handler)
    assert blocked.value.reasons == ("还没有发布回应", "还没有公布调查处置情况")
    town.answered(ticket, night(5))
    with pytest.raises(Blocked) as blocked:
        services.finish(ticket, **handler)
    assert blocked.value.reasons == ("还没有公布调查处置情况",)
    town.answered(ticket, night(6), **RESULT)
    services.finish(ticket, **handler)
    assert ticket.state == "finished"


_RESULTS = [
    ("adopt", "吸收采纳情况", "S3-4.4.1"),
    ("solve", "研究解决情况", "S3-4.4.2"),
    ("investigate", "调查处置情况", "S3-4.4.3"),
    ("inform", "澄清的事实", "S3-4.4.4"),
    ("correct", "纠正的信息", "S3-4.4.5"),
    ("refute", "回应和移交情况", "S3-4.4.6"),
]


@pytest.mark.duty("S3-4.4.1", "S3-4.4.2", "S3-4.4.3", "S3-4.4.4", "S3-4.4.5", "S3-4.4.6")
@pytest.mark.parametrize(("disposition", "heading", "_duty"), _RESULTS)
def test_each_disposition_has_its_own_public_result(town, client, disposition, heading, _duty) -> None:
    ticket = town.responding(town.registered(), night(1), disposition=disposition)
    town.answered(ticket, night(5))
    with pytest.raises(Blocked, match=f"还没有公布{heading}"):
        services.finish(ticket, **town.as_("jiaoyu", Role.HANDLER, night(6)))
    town.answered(ticket, night(7), **RESULT)
    page = client.get(f"/concerns/{ticket.pk}/").content.decode()
    assert f"<h3>{heading}</h3>" in page


@pytest.mark.duty("S3-4.4.6")
def test_a_falsehood_is_handed_over_before_it_is_finished(town) -> None:
    ticket = town.responding(town.registered(), night(1), disposition="refute")
    town.answered(ticket, night(5), **RESULT)
    with pytest.raises(Blocked, match="移交记录"):
        services.finish(ticket, **town.as_("jiaoyu", Role.HANDLER, night(6)))
    given = {"transferred_to": "市公安局", "transferred_on": date(2026, 9, 26), "transfer_number": "临教移〔2026〕1号"}
    services.record_transfer(ticket, **given, **town.as_("jiaoyu", Role.HANDLER, night(6)))
    services.finish(ticket, **town.as_("jiaoyu", Role.HANDLER, night(7)))
    assert ticket.state == "finished"


@pytest.mark.duty("S4-1.12c")
def test_a_grave_matter_is_not_finished_without_a_press_conference(town) -> None:
    ticket = town.responding(town.explosion(), night(1))
    town.answered(ticket, night(3), **RESULT)
    with pytest.raises(Blocked, match="新闻发布会"):
        services.finish(ticket, **town.as_("yingji", Role.HANDLER, night(6)))


@pytest.mark.duty("S4-1.15a", "S4-1.15b", "S3-4.7b")
def test_what_was_late_ends_in_a_proposal_the_office_hears_of(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    late = night(9, day=28)
    town.answered(ticket, late, **RESULT)
    services.finish(ticket, **town.as_("jiaoyu", Role.HANDLER, late))
    head = town.as_("jiaoyu", Role.HEAD, late)
    with pytest.raises(InvalidInput) as refused:
        services.evaluate(ticket, values={"effect": "已平息"}, **head)
    assert list(refused.value.messages) == ["failures"]
    with pytest.raises(InvalidInput) as refused:
        services.evaluate(ticket, values={"effect": "已平息", "failures": ["report"]}, **head)
    assert list(refused.value.messages) == ["measure"]
    services.evaluate(ticket, values={"effect": "已平息", "failures": ["report"], "measure": "talk"}, **head)
    assert (fresh(ticket).failure_words, fresh(ticket).get_measure_display()) == ("报告不及时", "约谈整改")
    shown = {change.label: change.after for change in entries(ticket, {})[0].changes}
    assert (shown["问题情形"], shown["建议措施"]) == ("报告不及时", "约谈整改")
    office = town.people["city", Role.OVERSIGHT]
    assert (
        Notice.objects.filter(user=office, subject_line__startswith="舆情评估建议约谈整改（报告不及时）").count() == 1
    )


def test_what_was_in_time_needs_no_proposal(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, night(9), **RESULT)
    services.finish(ticket, **town.as_("jiaoyu", Role.HANDLER, night(10)))
    services.evaluate(ticket, values={"effect": "已平息"}, **town.as_("jiaoyu", Role.HEAD, night(11)))
    assert (ticket.state, ticket.failures, ticket.measure) == ("evaluated", "", "")


def test_the_same_concern_twice_becomes_one_that_was_known_from_the_earlier_moment(town) -> None:
    first = town.registered(night(2), known_at=night(1))
    second = town.registered(night(3), known_at=FRIDAY_NIGHT, source="hotline")
    services.merge(second, into=first, **town.as_("jiaoyu", Role.HANDLER, night(4)))
    assert (fresh(second).state, fresh(second).merged_into) == ("merged", first)
    assert running(second) == {}
    assert running(first) == {"OPINION_REPLY": night(23, 40, day=27)}


def test_what_was_answered_is_not_merged(town) -> None:
    first, second = town.registered(), town.responding(town.registered(title="另一条"), night(1))
    town.answered(second, night(2))
    services.judge(second, values=JUDGEMENT, **town.as_("jiaoyu", Role.DEPT_REVIEWER, night(3)))
    with pytest.raises(Blocked):
        services.merge(second, into=first, **town.as_("jiaoyu", Role.HANDLER, night(4)))


def test_only_who_answers_for_both_merges_them(town) -> None:
    own, elsewhere = town.registered(), town.registered(domain="05")
    with pytest.raises(NotAllowed):
        services.merge(own, into=elsewhere, **town.as_("jiaoyu", Role.HANDLER, night(1)))
    services.merge(own, into=elsewhere, **town.office(night(1)))
    assert fresh(own).merged_into == elsewhere


def test_what_was_known_before_the_other_happened_is_not_merged(town) -> None:
    later = town.explosion(night(3), known_at=night(2), happened_at=night(1))
    earlier = town.registered(domain="05")
    with pytest.raises(InvalidInput) as refused:
        services.merge(earlier, into=later, **town.as_("yingji", Role.HANDLER, night(4)))
    assert list(refused.value.messages) == ["into"]
    assert fresh(earlier).state == "collected"


@pytest.mark.duty("S3-4.5")
def test_what_flares_up_again_is_answered_further(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, night(2), **RESULT)
    services.finish(ticket, **town.as_("jiaoyu", Role.HANDLER, night(3)))
    with pytest.raises(NotAllowed):
        town.answered(ticket, night(4), kind="continuing")
    services.resume(ticket, reason="又有新的反映", **town.as_("jiaoyu", Role.HANDLER, night(4)))
    town.answered(ticket, night(5), kind="continuing")
    assert (ticket.state, ticket.finished_at, fresh(ticket).responded_at) == ("responding", None, night(2))


def test_of_two_clerks_who_judge_at_once_one_wins(town) -> None:
    ticket = services.monitor(town.registered(), **town.as_("jiaoyu", Role.HANDLER, night(0)))
    other = fresh(ticket)
    _judge(town, ticket)
    with pytest.raises(StaleState):
        _judge(town, other, respond_reason="另一种理由")
    assert fresh(ticket).respond_reason == "涉及学生健康，群众关注度高"


@pytest.mark.duty("S0-3.8a", "S1-4.3")
def test_sources_are_those_of_the_rules() -> None:
    labels = {str(label) for _, label in Source.choices}
    assert {"门户网站", "政务微信", "政务微博", "热线电话", "政务服务网、客户端"} <= labels


def test_only_clerks_and_the_office_register(town) -> None:
    signer = town.as_("jiaoyu", Role.SIGNER)
    with pytest.raises(NotAllowed):
        services.register(organ=town.organs["jiaoyu"], values={}, **signer)


def test_secrecy_marks_are_refused_unstored(town) -> None:
    with pytest.raises(InvalidInput) as refused:
        town.registered(facts="机密★1年 现场情况")
    assert list(refused.value.messages) == ["facts"]


def test_an_answer_in_the_house_is_a_title_nobody_outside_reads(town, client) -> None:
    ticket = town.responding(town.registered(title="内部登记的说法"), night(1))
    town.answered(ticket, night(2))
    pages = client.get("/concerns/").content.decode() + client.get(f"/concerns/{ticket.pk}/").content.decode()
    assert ANSWER["title"] in pages
    assert "内部登记的说法" not in pages
    assert ANSWER["fact_basis"] not in pages
