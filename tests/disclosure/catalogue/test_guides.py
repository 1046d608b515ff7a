"""公开指南 and 公开制度."""

from datetime import date, datetime, timedelta

import pytest

from disclosure.catalogue import coverage, services
from disclosure.catalogue.models import Guide, Regulation
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.search import registry

NINE = {
    "classification": "按机构职能、政策文件、财政信息分类",
    "arrangement": "按栏目编排，每条信息有索引号",
    "access": "网站、公共查阅点",
    "unit_name": "临江市教育局办公室",
    "address": "临江市学府路1号",
    "hours": "工作日 8:30–17:30",
    "phone": "0000-8612301",
    "fax": "0000-8612302",
    "internet": "jyj@linjiang.example",
}


def revised(office, **values):
    return services.revise_guide(office.organ, values=NINE | values, **office.as_(Role.DISCLOSURE_HEAD))


@pytest.mark.duty("S2-1.11a", "S2-1.8.1", "law.A1")
@pytest.mark.parametrize("name", NINE)
def test_a_guide_has_all_nine_fields(office, name) -> None:
    with pytest.raises(InvalidInput) as refused:
        revised(office, **{name: " "})
    assert list(refused.value.messages) == [name]
    assert not Guide.objects.exists()


@pytest.mark.duty("S2-1.11a")
def test_a_change_is_a_new_version_and_the_old_one_stays(office) -> None:
    first = revised(office)
    second = services.revise_guide(
        office.organ, values={"phone": "0000-8612399", "change_note": "电话变更"}, **office.as_(Role.DISCLOSURE_HEAD)
    )
    assert (first.number, second.number) == (1, 2)
    assert (second.phone, second.address) == ("0000-8612399", "临江市学府路1号")
    assert list(Guide.objects.in_force(date(2026, 5, 21))) == [second]
    assert Guide.objects.get(number=1).phone == "0000-8612301"


@pytest.mark.duty("S2-1.11a")
def test_a_reported_change_starts_twenty_working_days_that_the_new_version_stops(office) -> None:
    services.report_guide_change(
        office.organ, changed_on=date(2026, 5, 21), what="电话变更", **office.as_(Role.INFO_CLERK)
    )
    clock = Deadline.objects.get()
    assert (clock.rule, clock.due_on) == ("GUIDE_UPDATE", date(2026, 6, 18))
    revised(office)
    clock.refresh_from_db()
    assert clock.outcome == "done"


def test_a_version_is_not_dated_back(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        revised(office, effective_from=date(2026, 5, 20))
    assert refused.value.messages == {"effective_from": "生效日期不能早于今天"}


def test_only_the_keepers_revise(office) -> None:
    with pytest.raises(NotAllowed):
        services.revise_guide(office.organ, values=NINE, **office.as_(Role.HANDLER))


@pytest.mark.duty("S2-1.11a")
def test_a_guide_that_disagrees_with_the_register_of_organs_is_named(office) -> None:
    today = date(2026, 5, 21)
    assert coverage.guides_out_of_step(on=today) == [(office.organ, ["还没有公开指南"])]
    revised(office)
    assert coverage.guides_out_of_step(on=today) == []
    office.organ.phone = "0000-8610000"
    office.organ.save(update_fields=["phone"])
    assert coverage.guides_out_of_step(on=today) == [(office.organ, ["联系电话和机关登记的不一致"])]


def test_the_guide_in_force_is_found_and_older_ones_are_not(office) -> None:
    first, second = revised(office), revised(office, phone="0000-8612399")
    source = registry.source_of("disclosure.guide")
    assert registry.public_ids("disclosure.guide", [first.pk, second.pk]) == {second.pk}
    entry = source.to_entry(source.public().get())
    assert (entry.title, entry.url) == ("临江市教育局政府信息公开指南", "/guide/jyj/")
    assert "联系电话：0000-8612399" in entry.body.splitlines()


RULE = {"subject": "secrecy", "title": "信息发布保密审查制度", "effective_from": date(2026, 1, 1)}


@pytest.mark.duty("S0-1.1", "S0-1.14")
def test_a_regulation_is_adopted_with_its_day_and_ended_once(office) -> None:
    keeper = office.as_(Role.DISCLOSURE_HEAD)
    with pytest.raises(InvalidInput) as refused:
        services.adopt_regulation(office.organ, values=RULE | {"effective_from": None}, **keeper)
    assert refused.value.messages == {"effective_from": "请填写施行日期"}
    regulation = services.adopt_regulation(office.organ, values=RULE, **keeper)
    services.end_regulation(regulation, on=date(2026, 6, 30), reason="被新制度代替", **keeper)
    assert list(Regulation.objects.in_force(date(2026, 6, 30))) == [regulation]
    assert list(Regulation.objects.in_force(date(2026, 7, 1))) == []
    with pytest.raises(StaleState):
        services.end_regulation(regulation, on=date(2026, 7, 1), reason="再来", **keeper)


@pytest.mark.duty("S2-7.14", "S2-8.11", "S2-9.6", "S2-10.8")
def test_a_rule_holds_from_the_day_it_is_issued_and_not_before(office, client) -> None:
    """自公布之日起施行: the day of issue is its first; the library shows it with that day."""
    issued_on = office.at.date()
    given = RULE | {"title": "政府信息发布协调制度", "effective_from": issued_on}
    regulation = services.adopt_regulation(office.organ, values=given, **office.as_(Role.DISCLOSURE_HEAD))
    assert list(Regulation.objects.in_force(issued_on - timedelta(days=1))) == []
    assert list(Regulation.objects.in_force(issued_on)) == [regulation]
    page = client.get("/regulations/").content.decode()
    assert "政府信息发布协调制度" in page
    assert f"{issued_on.year}年{issued_on.month}月{issued_on.day}日" in page


def test_a_regulation_points_at_a_public_document_only(office) -> None:
    with pytest.raises(InvalidInput):
        services.adopt_regulation(
            office.organ, values=RULE, document_id=office.draft().pk, **office.as_(Role.DISCLOSURE_HEAD)
        )


def test_an_old_guide_comes_into_force_on_its_day(office) -> None:
    office.at = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)
    first, later = revised(office), revised(office, effective_from=date(2026, 7, 1), phone="0000-8612399")
    assert list(Guide.objects.in_force(date(2026, 6, 30))) == [first]
    assert list(Guide.objects.in_force(date(2026, 7, 1))) == [later]
