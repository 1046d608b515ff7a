"""Answers: what they must say, who looks at them, when they leave, what they do to the clocks."""

import pytest

from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.screening.kinds import PERSONAL
from portal.screening.selectors import open_findings
from sentiment.responses import services
from sentiment.responses.codes import Form
from sentiment.responses.selectors import times_kept
from sentiment.tickets import services as tickets
from tests.sentiment.town import ANSWER, CONFERENCE, GRAVE, RESULT, clocks, fresh, night, running


def _publish(town, response, at):
    return services.publish(response, **town.as_(response.organ.code, Role.SIGNER, at))


@pytest.mark.duty("S3-4.5", "S0-3.11", "S0-2.10b")
def test_a_statement_after_four_hours_fifty_is_in_time_and_ends_its_clock(town) -> None:
    ticket = town.responding(town.explosion(), night(3))
    town.answered(ticket, night(4, 30), kind="statement")
    assert clocks(ticket) == [("OPINION_STATEMENT", night(4, 40), "done"), ("OPINION_PRESS", night(23, 40), "")]
    assert fresh(ticket).responded_at == night(4, 30)


@pytest.mark.duty("S4-1.12c", "S0-2.10c")
def test_a_press_conference_counts_from_when_it_was_held(town) -> None:
    ticket = town.responding(town.explosion(), night(3))
    town.answered(ticket, night(4, 30), kind="statement")
    town.answered(ticket, night(8, day=27), **CONFERENCE, held_at=night(20))
    assert running(ticket) == {}
    assert fresh(ticket).conference_at == night(20)
    assert [kept.in_time for kept in times_kept(fresh(ticket))] == [True, True]


@pytest.mark.duty("S4-1.12c")
def test_a_conference_that_was_not_held_yet_cannot_be_reported(town) -> None:
    ticket = town.responding(town.explosion(), night(3))
    response = town.cleared(ticket, night(4), **CONFERENCE, held_at=night(20))
    with pytest.raises(Blocked, match="发布会还没有开"):
        _publish(town, response, night(5))


@pytest.mark.duty("S3-4.5")
def test_further_statements_follow_and_the_first_stays_the_first(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, night(2))
    town.answered(ticket, night(8), kind="continuing", title="后续进展")
    assert fresh(ticket).responded_at == night(2)
    assert ticket.responses.public().count() == 2


@pytest.mark.duty("S0-3.9e")
def test_no_answer_to_a_grave_matter_leaves_without_approval(town) -> None:
    ticket = town.responding(town.explosion(), night(1))
    response = town.cleared(ticket, night(2))
    tickets.judge(ticket, values=GRAVE, **town.as_("yingji", Role.DEPT_REVIEWER, night(3)))
    response = type(response).objects.get(pk=response.pk)
    with pytest.raises(Blocked) as blocked:
        _publish(town, response, night(3))
    assert blocked.value.reasons == (
        "舆情还没有进入回应：先研判，并由科室点“进入回应”",
        "重大以上舆情的处置意见要先报分管领导或者主要负责人批准",
    )


@pytest.mark.duty("S4-1.13a", "S4-1.13b")
@pytest.mark.parametrize(("field", "label"), [("causes", "问题成因"), ("solution", "解决方案"), ("limits", "制约因素")])
def test_in_matters_of_livelihood_an_answer_tells_causes_solution_and_limits(town, field, label) -> None:
    ticket = town.registered(livelihood="food_and_drugs")
    tickets.monitor(ticket, **town.as_("jiaoyu", Role.HANDLER, night(0)))
    words = {"causes": "冷链中断", "solution": "更换供应商", "limits": "合同到年底"} | {field: ""}
    handler = town.as_("jiaoyu", Role.HANDLER, night(1))
    response = services.draft(ticket, values=ANSWER | words, **handler)
    with pytest.raises(Blocked) as blocked:
        services.submit(response, **handler)
    assert blocked.value.reasons == (f"还没有写{label}",)


@pytest.mark.duty("S0-3.3", "S2-4.9c")
@pytest.mark.parametrize(
    ("field", "label"), [("question", "群众关切"), ("body", "回应内容"), ("fact_basis", "事实依据")]
)
def test_every_answer_has_its_question_and_its_facts(town, field, label) -> None:
    ticket = tickets.monitor(town.registered(), **town.as_("jiaoyu", Role.HANDLER, night(0)))
    handler = town.as_("jiaoyu", Role.HANDLER, night(1))
    response = services.draft(ticket, values=ANSWER | {field: ""}, **handler)
    with pytest.raises(Blocked, match=f"还没有写{label}"):
        services.submit(response, **handler)


@pytest.mark.duty("S0-3.10b", "S3-4.6", "S2-4.9d")
def test_forms_are_those_of_the_rules() -> None:
    assert [str(label) for _, label in Form.choices] == [
        "网上发布",
        "专家解读",
        "新闻发布会",
        "媒体专访",
        "政务微博、微信、客户端",
    ]


@pytest.mark.duty("S3-4.2d", "S2-4.9b")
def test_organs_concerned_say_the_same_before_anything_leaves(town) -> None:
    ticket = town.registered(domain="", concerned=["jiaoyu", "yingji"], lead="yingji")
    town.responding(ticket, night(1))
    response = town.cleared(ticket, night(2))
    with pytest.raises(Blocked, match="口径一致：市教育局"):
        _publish(town, response, night(3))
    clerk = town.as_("jiaoyu", Role.INFO_CLERK, night(3))
    with pytest.raises(InvalidInput) as refused:
        services.concur(response, is_agreed=False, **clerk)
    assert list(refused.value.messages) == ["opinion"]
    services.concur(response, is_agreed=False, opinion="人数不对", **clerk)
    with pytest.raises(Blocked, match="口径一致"):
        _publish(town, response, night(3))
    services.concur(response, is_agreed=True, **clerk)
    _publish(town, response, night(4))
    assert fresh(ticket).responded_at == night(4)


@pytest.mark.duty("S3-4.2d")
def test_the_word_of_others_holds_for_the_text_they_read(town) -> None:
    ticket = town.registered(domain="", concerned=["jiaoyu", "yingji"], lead="yingji")
    town.responding(ticket, night(1))
    response = town.cleared(ticket, night(2))
    services.concur(response, is_agreed=True, **town.as_("jiaoyu", Role.HANDLER, night(3)))
    services.send_back(response, reason="补充数据", **town.as_("yingji", Role.SIGNER, night(3)))
    handler = town.as_("yingji", Role.HANDLER, night(3))
    services.change(response, values=ANSWER | {"body": "改过的内容"}, **handler)
    services.submit(response, **handler)
    services.clear(response, **town.as_("yingji", Role.SECRECY_REVIEWER, night(3)))
    with pytest.raises(Blocked, match="口径一致：市教育局"):
        _publish(town, response, night(4))


def test_an_organ_that_is_not_concerned_has_no_say(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    response = town.cleared(ticket, night(2))
    with pytest.raises(NotAllowed):
        services.concur(response, is_agreed=True, **town.as_("cuihu", Role.HANDLER, night(2)))


def test_three_people_stand_behind_an_answer(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    handler = town.people["jiaoyu", Role.HANDLER]
    for role in (Role.SECRECY_REVIEWER, Role.SIGNER):
        Appointment.objects.create(user=handler, organ=town.organs["jiaoyu"], role=role, starts_on=night(0).date())
    alone = town.as_("jiaoyu", Role.HANDLER, night(2))
    response = services.draft(ticket, values=ANSWER, **alone)
    services.submit(response, **alone)
    with pytest.raises(NotAllowed, match="自己起草"):
        services.clear(response, **alone)
    services.clear(response, **town.as_("jiaoyu", Role.SECRECY_REVIEWER, night(2)))
    with pytest.raises(NotAllowed, match="自己起草"):
        services.publish(response, **alone)


def test_personal_data_are_masked_before_anything_leaves(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    handler = town.as_("jiaoyu", Role.HANDLER, night(2))
    response = services.draft(ticket, values=ANSWER | {"body": "家长电话13812345678，已联系。"}, **handler)
    with pytest.raises(Blocked, match="筛查发现没有处理"):
        services.submit(response, **handler)
    services.settle_findings(response, findings=open_findings(response, PERSONAL), decision="masked", **handler)
    services.submit(response, **handler)
    assert "13812345678" not in type(response).objects.get(pk=response.pk).body


def test_a_result_without_its_words_is_no_result(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    handler = town.as_("jiaoyu", Role.HANDLER, night(2))
    response = services.draft(ticket, values=RESULT | {"result": ""}, **handler)
    with pytest.raises(Blocked, match="还没有写处置结果"):
        services.submit(response, **handler)


def test_secrecy_marks_are_refused(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    with pytest.raises(InvalidInput) as refused:
        services.draft(ticket, values=ANSWER | {"body": "机密★1年"}, **town.as_("jiaoyu", Role.HANDLER, night(2)))
    assert list(refused.value.messages) == ["body"]
