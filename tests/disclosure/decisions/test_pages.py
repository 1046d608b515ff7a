"""What everybody reads: catalogues in versions, lists, the course, hearings; and what pages say without any."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosure.catalogue.models import Regulation
from disclosure.decisions import services
from disclosure.decisions.models import CatalogueItem, DecisionCatalogue
from portal.accounts.states import OrganKind, Role
from portal.errors import Blocked, InvalidInput, NotAllowed
from tests.disclosure.consultations.hearing import opened
from tests.disclosure.decisions.deciding import (
    HEARING_AT,
    announced,
    fresh,
    left_out,
    listed,
    proposed,
    record,
    started,
    told,
)
from tests.disclosure.office import open_office

ITEM = {"title": "校车管理办法", "category": "policy", "planned": "12月"}


def compiled(office, **values):
    row = services.open_catalogue(organ=office.organ, year=2026, **office.as_(Role.HANDLER))
    services.add_item(row, lead=office.organ, values=ITEM | values, **office.as_(Role.HANDLER))
    return row


def agreed(office, row):
    day = office.at.date()
    return services.note_agreement(row, agreed_on=day, agreement="市委纪要第3期", **office.as_(Role.HANDLER))


def published(office, row):
    return services.publish_catalogue(agreed(office, row), **office.as_(Role.INFO_CLERK))


def body(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


# --- the catalogue ------------------------------------------------------------------------------------


@pytest.mark.duty("law.H", "S1-5.3a")
def test_a_catalogue_is_published_only_after_the_party_committee_agreed(office, client) -> None:
    row = compiled(office)
    with pytest.raises(Blocked) as refused:
        services.publish_catalogue(row, **office.as_(Role.INFO_CLERK))
    assert list(refused.value.reasons) == ["还没有登记同级党委同意的日期和依据"]
    assert "校车管理办法" not in body(client, "/decisions/catalogue/2026/", 404)
    published(office, row)
    page = body(client, "/decisions/catalogue/2026/")
    assert "校车管理办法" in page
    assert "同级党委2026年9月16日同意（市委纪要第3期）" in page


@pytest.mark.duty("law.H")
def test_a_change_voids_the_agreement_and_the_old_version_stays_until_the_new_one(office, client) -> None:
    row = published(office, compiled(office))
    with pytest.raises(NotAllowed, match="先点“调整目录”"):
        services.add_item(row, lead=office.organ, values=ITEM | {"title": "食堂"}, **office.as_(Role.HANDLER))
    services.revise(row, reason="增加一项民生事项。", **office.as_(Role.HANDLER))
    services.add_item(row, lead=office.organ, values=ITEM | {"title": "食堂管理办法"}, **office.as_(Role.HANDLER))
    assert "食堂管理办法" not in body(client, "/decisions/catalogue/2026/")
    with pytest.raises(Blocked):
        services.publish_catalogue(row, **office.as_(Role.INFO_CLERK))
    item = CatalogueItem.objects.get(title="校车管理办法")
    services.drop_item(row, item=item, **office.as_(Role.HANDLER))
    published(office, row)
    page = body(client, "/decisions/catalogue/2026/")
    assert "第2版" in page
    assert "调整说明：增加一项民生事项。" in page
    assert page.index("食堂管理办法") < page.index("以前的版本（1）") < page.index("校车管理办法")


@pytest.mark.duty("law.C17")
@pytest.mark.parametrize("exclusion", ["macro", "legislation", "emergency"])
def test_an_excluded_item_names_its_basis(office, client, exclusion) -> None:
    with pytest.raises(InvalidInput) as refused:
        compiled(office, exclusion=exclusion)
    assert refused.value.messages == {"exclusion_basis": "不适用决策程序的，情形和依据要一起写"}
    DecisionCatalogue.objects.all().delete()
    published(office, compiled(office, exclusion=exclusion, exclusion_basis="条例第三条第二款。"))
    assert "依据：条例第三条第二款。" in body(client, "/decisions/catalogue/2026/")


@pytest.mark.parametrize(
    ("values", "field"),
    [({"title": ""}, "title"), ({"category": "war"}, "category"), ({"title": "找13812345678"}, "title")],
)
def test_a_wrong_item_is_refused_at_its_field(office, values, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        compiled(office, **values)
    assert list(refused.value.messages) == [field]


def test_an_organ_has_one_catalogue_a_year(office) -> None:
    compiled(office)
    with pytest.raises(InvalidInput) as refused:
        compiled(office)
    assert refused.value.messages == {"year": "教育局已经有2026年的目录"}


# --- who decides --------------------------------------------------------------------------------------


@pytest.mark.duty("S0-4.2")
def test_the_six_kinds_of_bodies_decide_and_nobody_else(office) -> None:
    may, refusals = set(), set()
    for place, kind in enumerate(OrganKind):
        other = open_office(f"x{place}", f"临江市{kind.label}", f"临{place}", None, kind)
        given = {"organ": office.organ, "decider": other.organ, "values": {"title": "校车", "category": "policy"}}
        try:
            may.add(services.create(**given, **office.as_(Role.HANDLER)).decider.kind)
        except InvalidInput as refused:
            refusals.add(refused.messages["decider"])
    assert may == {"government", "township", "subdistrict", "department", "affiliated", "authorized"}
    assert refusals == {"只有行政机关和授权组织能作决策"}


# --- the pages ----------------------------------------------------------------------------------------


def test_pages_without_anything_say_so(client, db) -> None:
    assert "现在没有正在进行的决策事项" in body(client, "/decisions/")
    assert "还没有公布的决策" in body(client, "/decisions/?part=announced")
    assert "2026年的目录还没有公布" in body(client, "/decisions/catalogue/2026/", 404)


@pytest.mark.duty("S3-2.1a")
def test_the_citys_rule_about_taking_part_is_named_while_it_is_in_force(office, client, stand) -> None:
    document = office.published(title="关于印发预公开制度的通知")
    for title, day in (("重大行政决策预公开制度", 16), ("明天才施行的制度", 17)):
        given = {"title": title, "document": document, "effective_from": date(2026, 9, day)}
        Regulation.objects.create(organ=office.organ, subject="participation", **given)
    page = body(client, "/decisions/")
    assert "重大行政决策预公开制度" in page
    assert "明天才施行的制度" not in page


@pytest.mark.duty("S4-1.1a", "S1-5.3a", "S3-2.1c")
def test_a_decision_under_way_shows_who_can_still_be_heard_and_why_a_step_is_left_out(office, client, stand) -> None:
    decision = started(office)
    row = opened(office)
    services.link_consultation(decision, consultation=row, **office.as_(Role.HANDLER))
    left_out(office, decision, "experts", "不是专业性、技术性较强的事项", reason="只涉及报名时间。")
    assert decision.title in body(client, "/decisions/")
    page = body(client, f"/decisions/{decision.pk}/")
    assert "正在进行：公众参与" in page
    assert f'href="/consultations/{row.pk}/"' in page
    assert "不是专业性、技术性较强的事项。理由：只涉及报名时间。" in page


@pytest.mark.duty("S0-6.5")
def test_a_hearing_is_announced_on_its_page_and_its_list_before_it(office, client, stand) -> None:
    hearing = announced(office, started(office))
    assert "校车收费标准听证会" in body(client, "/decisions/")
    page = body(client, f"/decisions/hearings/{hearing.pk}/")
    assert "家长8人、学校4人、企业2人，报名超过名额的抽签。" in page
    assert "材料最晚10月21日送达全部参加人" in page
    services.set_people(hearing, people="李明，学生家长", **office.as_(Role.HANDLER))
    assert "李明" not in body(client, f"/decisions/hearings/{hearing.pk}/")
    services.publish_list(hearing, **office.as_(Role.INFO_CLERK))
    assert "李明，学生家长" in body(client, f"/decisions/hearings/{hearing.pk}/")


@pytest.mark.duty("S0-6.6", "S3-6.2d", "S3-2.2a", "S3-6.2c")
def test_an_announced_decision_is_told_from_the_first_opinion_to_its_document(office, client, stand) -> None:
    decision = told(office)
    page = body(client, f"/decisions/{decision.pk}/")
    for words in ("2026年11月5日公布", "征求意见的采纳情况", "限速应当写明", "临江市中小学校车管理办法", "市司法局"):
        assert words in page, words
    assert "副局长" not in page
    assert f'href="/decisions/{decision.pk}/"' in body(client, decision.document.get_absolute_url())
    data = client.get(f"/api/v1/decisions/{decision.pk}/").json()
    assert [step["step"] for step in data["course"] if step["is_done"]] == [
        "公众参与",
        "听证",
        "专家论证",
        "风险评估",
        "合法性审查",
        "集体讨论",
        "公布决定",
    ]


@pytest.mark.duty("law.C17", "S0-4.9")
def test_a_document_nobody_was_asked_about_says_why_on_its_page(office, client) -> None:
    document = office.published(is_normative=True)
    page = body(client, document.get_absolute_url())
    assert "没有在这里征求意见：已经在别处公开征求意见" in page
    assert "无效" not in page


def test_a_page_asks_the_same_for_one_decision_and_for_three(office, client) -> None:
    found = []
    for place in range(3):
        decision = started(office, title=f"第{place}件")
        record(
            office,
            decision,
            "participation",
            {"way": "座谈会", "held_on": "2026-09-16", "who": "家长", "heard": "好", "outcome": "采纳"},
        )
        listed(office, decision, held_at=HEARING_AT)
        counted = []
        for address in ("/decisions/", f"/decisions/{decision.pk}/", "/feeds/decisions/", "/api/v1/decisions/"):
            client.get(address)
            counted.append(queries_of(client, address))
        found.append(counted)
    assert found[2] == found[0]


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_proposal_is_nobodys_to_read(office, client) -> None:
    decision = proposed(office)
    assert client.get(f"/decisions/{decision.pk}/").status_code == 404
    services.end(decision, reason="不做了。", **office.as_(Role.HEAD))
    assert client.get(fresh(decision).get_absolute_url()).status_code == 404
