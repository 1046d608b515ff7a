"""Who answers first: R1–R8, one by one, and the order in which they are asked."""

import pytest

from portal.accounts.states import Role
from portal.audit.models import Event
from portal.domains import Domain
from portal.errors import InvalidInput, NotAllowed
from portal.subjects import ref
from sentiment.tickets import services
from tests.disclosure.office import open_office
from tests.sentiment.town import FRIDAY_NIGHT, OPINION, fresh, night


def _found(ticket):
    return ticket.rule, ticket.organ.code, ticket.responder, ticket.coordinators


@pytest.mark.duty("S0-3.5a", "S0-3.5b", "S0-3.5c")
def test_a_great_policy_of_the_city_is_the_citys_own_matter(town) -> None:
    ticket = town.registered(is_city_policy=True)
    assert _found(ticket) == (
        "R1",
        "city",
        "市政府主要负责人或者签发人（分管领导）　市政府主要负责人、市政府签发人（分管领导）",
        "市政府办公室、市委宣传部",
    )


@pytest.mark.duty("S0-3.6a", "S0-3.6b", "S0-3.6c")
def test_one_of_the_26_fields_goes_to_its_department(town) -> None:
    ticket = town.registered(domain="24")
    assert _found(ticket) == ("R2", "jiaoyu", "市教育局主要负责人", "市委宣传部")
    assert ticket.why == "属于“教育”领域，职能部门是第一责任主体。"


def test_the_first_responder_is_named_beside_the_office(town) -> None:
    head = town.people["jiaoyu", Role.HEAD]
    head.name = "林远"
    head.save(update_fields=["name"])
    assert town.registered(domain="24").responder == "市教育局主要负责人　林远"


@pytest.mark.duty("S0-3.6a")
def test_the_fields_are_the_26_of_the_rules() -> None:
    assert "、".join(str(label) for _, label in Domain.choices) == (
        "国土空间规划、重大建设项目、公共资源交易、财政预决算、安全生产、税收管理、征地补偿、国有土地上房屋征收、保障性住房、"
        "农村危房改造、环境保护、公共文化服务、公共法律服务、扶贫、救灾、食品药品监管、城市综合执法、就业创业、社会保险、"
        "社会救助、养老服务、户籍管理、涉农补贴、教育、医疗卫生、市政服务"
    )


@pytest.mark.duty("S0-3.7")
def test_what_a_policy_stirred_up_goes_to_whoever_drafted_and_explains_it(town) -> None:
    office = open_office()
    policy = office.published()
    ticket = town.registered(domain="05", policy=policy, known_at=FRIDAY_NIGHT)
    assert _found(ticket)[:2] == ("R3", "jyj")
    assert ticket.coordinators == "市委宣传部"


def test_a_policy_that_is_not_public_cannot_be_named(town) -> None:
    office = open_office()
    with pytest.raises(InvalidInput, match="已经公开"):
        town.registered(policy=office.draft())


@pytest.mark.duty("S3-4.2a")
def test_anything_else_goes_to_the_organ_concerned(town) -> None:
    ticket = town.registered(domain="", concerned=["yingji"])
    assert _found(ticket)[:2] == ("R4", "yingji")
    assert ticket.coordinators == "市政府办公室、市委宣传部"


@pytest.mark.duty("S3-4.2b")
def test_a_vertically_led_organ_is_coordinated_by_the_office_above(town) -> None:
    ticket = town.registered(domain="", concerned=["yingji"], superior="省应急管理厅")
    assert _found(ticket)[:2] == ("R5", "yingji")
    assert ticket.coordinators == "省应急管理厅办公室、市委宣传部"


@pytest.mark.duty("S3-4.2c", "S0-3.4.2")
def test_what_concerns_several_places_goes_to_the_department_above_and_places_answer_for_themselves(town) -> None:
    ticket = town.registered(domain="24", concerned=["cuihu", "city"], is_widespread=True)
    assert _found(ticket)[:2] == ("R6", "jiaoyu")
    assert ticket.coordinators == "翠湖街道、市政府、市委宣传部"


@pytest.mark.duty("S3-4.2d")
def test_several_departments_have_a_lead_and_the_others_join_in(town) -> None:
    ticket = town.registered(domain="", concerned=["jiaoyu", "yingji"], lead="yingji")
    assert _found(ticket)[:2] == ("R7", "yingji")
    assert ticket.coordinators == "市教育局、市政府办公室、市委宣传部"


@pytest.mark.duty("S3-4.2d")
def test_several_departments_without_a_lead_are_refused(town) -> None:
    with pytest.raises(InvalidInput) as refused:
        town.registered(domain="", concerned=["jiaoyu", "yingji"])
    assert list(refused.value.messages) == ["concerned"]


@pytest.mark.duty("S3-4.2e")
def test_the_gravest_matters_put_the_head_of_the_city_in_charge_whoever_answers(town) -> None:
    grave, usual = town.registered(level="extreme"), town.registered(level="major")
    assert (grave.rule, grave.organ.code, grave.leader) == ("R2", "jiaoyu", "市政府主要负责人")
    assert usual.leader == ""


def test_the_first_rule_that_fits_decides(town) -> None:
    everything = {"is_city_policy": True, "is_widespread": True, "superior": "省厅", "domain": "24"}
    assert town.registered(concerned=["yingji"], **everything).rule == "R1"
    everything["is_city_policy"] = False
    assert town.registered(concerned=["yingji"], **everything).rule == "R5"
    everything["superior"] = ""
    assert town.registered(concerned=["yingji"], **everything).rule == "R6"
    everything["is_widespread"] = False
    assert town.registered(concerned=["yingji"], **everything).rule == "R2"


def test_nobody_found_is_refused_and_nothing_is_kept(town) -> None:
    with pytest.raises(InvalidInput, match="判定不出责任单位"):
        town.registered(domain="")


def test_the_office_may_name_another_organ_with_a_reason_that_stays(town) -> None:
    ticket = town.registered()
    services.override(ticket, organ=town.organs["yingji"], reason="食堂由应急部门监管", **town.office(night(1)))
    ticket = fresh(ticket)
    assert (ticket.rule, ticket.organ.code) == ("override", "yingji")
    assert ticket.why == "政务公开办指定：食堂由应急部门监管"
    event = Event.objects.get(subject_label=ref(ticket).label, subject_id=ticket.pk, act="override")
    assert event.before["organ"]["name"] == "临江市教育体育局"
    assert event.after["organ"]["name"] == "临江市应急管理局"


def test_an_organ_cannot_pass_a_ticket_on_by_itself(town) -> None:
    ticket = town.registered()
    with pytest.raises(NotAllowed):
        services.override(
            ticket, organ=town.organs["yingji"], reason="不归我们管", **town.as_("jiaoyu", Role.HEAD, night(1))
        )


def test_only_the_office_keeps_the_map_of_the_fields(town) -> None:
    with pytest.raises(NotAllowed):
        services.assign_domain(domain="24", organ=town.organs["yingji"], **town.as_("jiaoyu", Role.HEAD))
    services.assign_domain(domain="24", organ=town.organs["yingji"], **town.office())
    assert town.registered(**OPINION).organ.code == "yingji"
