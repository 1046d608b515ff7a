"""栏目: statutory ones from the table, others by hand, each with an owner."""

from datetime import date

import pytest

from disclosure.catalogue import coverage, services
from disclosure.catalogue.column_templates import TEMPLATES, templates_for
from disclosure.catalogue.models import Column
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from portal.errors import InvalidInput, NotAllowed
from portal.search.models import IndexTask
from tests.disclosure.office import FOUNDED

TODAY = date(2026, 5, 21)


def organ_of(kind):
    return Organ.objects.create(name=f"某{kind}", short_name=kind, code=kind, kind=kind, active_from=FOUNDED)


def codes(kind):
    return [template.code for template in templates_for(kind)]


@pytest.mark.duty("S0-1.2", "law.A3")
@pytest.mark.parametrize("kind", ["government", "township", "subdistrict", "department", "affiliated", "authorized"])
def test_every_kind_of_organ_has_the_four_main_columns_and_the_fifteen_of_article_20(kind) -> None:
    assert codes(kind)[:4] == ["guide", "rules", "statutory", "annual-report"]
    assert [code for code in codes(kind) if code.startswith("art20")] == [
        f"art20-{place:02d}" for place in range(1, 16)
    ]


@pytest.mark.duty("law.A3", "law.C21")
def test_article_21_gives_seven_to_cities_and_departments_and_eight_to_townships() -> None:
    seven = ["construction", "service", "welfare", "land", "housing", "order", "relief"]
    eight = ["land", "housing", "relief", "rural-policy", "irrigation", "land-transfer", "homestead", "levy"]
    assert [code[6:] for code in codes("department") if code.startswith("art21")] == seven
    assert [code[6:] for code in codes("government") if code.startswith("art21")] == seven
    assert [code[6:] for code in codes("township") if code.startswith("art21")] == eight


@pytest.mark.duty("S2-1.9.1", "S2-1.9.2", "S2-1.9.3", "S2-1.9.4", "S2-1.9.5", "S2-1.9.6")
@pytest.mark.parametrize("kind", ["township", "subdistrict"])
def test_townships_and_subdistricts_have_the_six_columns_of_the_citys_own_rules(kind) -> None:
    added = ["complaints", "superior-policy", "funds", "expropriation", "relief-goods", "collective", "family"]
    assert [code[6:] for code in codes(kind) if code.startswith("local")] == added


@pytest.mark.duty("S2-10.2a")
def test_news_and_notices_of_the_whole_site_are_kept_by_the_city_government_alone() -> None:
    assert {"news", "notices"} <= set(codes("government"))
    assert not {"news", "notices"} & set(codes("department"))
    assert not {"news", "notices"} & set(codes("township"))
    assert [template.name for template in templates_for("government") if "S2-10.2a" in template.items] == [
        "政务动态",
        "通知公告",
    ]


def test_applying_the_template_twice_adds_nothing(office) -> None:
    created = services.apply_template(office.organ, **office.as_(Role.DISCLOSURE_HEAD))
    assert len(created) == len(templates_for("department"))
    budget = Column.objects.get(code="jyj-art20-07")
    assert (budget.parent.template, budget.basis) == ("statutory", "《政府信息公开条例》第二十条第7项")
    assert services.apply_template(office.organ, **office.as_(Role.DISCLOSURE_HEAD)) == []


def test_leaving_a_statutory_column_out_needs_a_reason(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.apply_template(office.organ, leave_out={"art21-order"}, **office.as_(Role.DISCLOSURE_HEAD))
    assert refused.value.messages == {"reason": "不设的法定栏目要说明理由"}


@pytest.mark.duty("S2-10.2b")
def test_a_column_has_an_owner_and_only_its_keepers_change_it(office) -> None:
    with pytest.raises(NotAllowed):
        services.edit_column(office.column, changes={"name": "文件"}, **office.as_(Role.HANDLER))
    services.edit_column(office.column, changes={"name": "文件"}, **office.as_(Role.DISCLOSURE_HEAD))
    assert Column.objects.get(pk=office.column.pk).name == "文件"


def test_hostile_columns_are_refused_at_the_field(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.create_column(
            organ=office.organ,
            values={"name": "长" * 61, "code": "政策", "kind": "x", "description": "a\x00"},
            **office.as_(Role.DISCLOSURE_HEAD),
        )
    assert set(refused.value.messages) == {"name", "kind", "description"}
    with pytest.raises(InvalidInput) as refused:
        services.create_column(
            organ=office.organ,
            values={"name": "政策", "code": "../x", "kind": "policy", "description": "政策"},
            **office.as_(Role.DISCLOSURE_HEAD),
        )
    assert list(refused.value.messages) == ["code"]


def test_a_column_is_not_put_below_itself(office) -> None:
    child = services.create_column(
        organ=office.organ,
        values={"name": "招生", "code": "jyj-zs", "kind": "policy", "description": "招生政策", "parent": office.column},
        **office.as_(Role.DISCLOSURE_HEAD),
    )
    with pytest.raises(InvalidInput):
        services.edit_column(office.column, changes={"parent": child}, **office.as_(Role.DISCLOSURE_HEAD))


def test_renaming_a_column_indexes_what_stands_in_it(office) -> None:
    document = office.published()
    IndexTask.objects.all().delete()
    services.edit_column(office.column, changes={"name": "文件"}, **office.as_(Role.DISCLOSURE_HEAD))
    assert list(IndexTask.objects.values_list("object_id", flat=True)) == [document.pk]


@pytest.mark.duty("S0-1.5a", "S1-3.2a")
def test_a_matter_without_a_column_is_named(office) -> None:
    before = {item.code for item in coverage.unmapped_items(on=TODAY)}
    assert {"art20.1", "art20.7", "art21.relief", "S2-1.8.3"} <= before
    services.apply_template(office.organ, **office.as_(Role.DISCLOSURE_HEAD))
    assert coverage.unmapped_items(on=TODAY) == []
    Column.objects.filter(template="art20-07").update(is_active=False)
    assert [item.code for item in coverage.unmapped_items(on=TODAY)] == ["art20.7", "S2-1.8.5"]


@pytest.mark.duty("S0-1.5b")
def test_an_organ_without_a_page_of_its_own_is_named(office) -> None:
    organ_of(OrganKind.TOWNSHIP)
    services.apply_template(office.organ, **office.as_(Role.DISCLOSURE_HEAD))
    [gap] = coverage.organs_without_page(on=TODAY)
    assert (gap.organ.code, [template.name for template in gap.missing]) == (
        "township",
        ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"],
    )


@pytest.mark.duty("S1-3.3c", "law.E6")
def test_blank_columns_and_columns_that_stand_still_are_named(office) -> None:
    assert [standing.is_blank for standing in coverage.standing_columns(on=TODAY)] == [True]
    office.published()
    assert coverage.standing_columns(on=date(2030, 1, 1)) == []
    services.edit_column(
        office.column, changes={"update_rule": "NEWS_COLUMN_UPDATE"}, **office.as_(Role.DISCLOSURE_HEAD)
    )
    assert coverage.standing_columns(on=date(2026, 6, 4)) == []
    [standing] = coverage.standing_columns(on=date(2026, 6, 5))
    assert (standing.last_on, standing.due_on) == (TODAY, date(2026, 6, 4))


def test_policy_columns_may_stand_still_for_six_months() -> None:
    """No database rows are needed but the calendar's, which natural months do not ask."""
    names = {template.code: template.update_rule for template in TEMPLATES if template.update_rule}
    assert names == {
        "news": "NEWS_COLUMN_UPDATE",
        "notices": "POLICY_COLUMN_UPDATE",
        "policy": "POLICY_COLUMN_UPDATE",
    }
