"""Units by sector, what each says it publishes, and under what nothing stands."""

import re

import pytest

from disclosure.catalogue.models import Column
from disclosure.institutions import selectors, services
from portal.accounts.states import Role
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from tests.disclosure.institutions.works import ITEM, listed, water_works
from tests.disclosure.office import MORNING

pytestmark = pytest.mark.django_db

TODAY = MORNING.date()


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.duty("S0-9.1", "S2-1.17", "S3-2.4g")
def test_units_stand_in_their_sectors_and_no_sector_is_forgotten(client, office) -> None:
    water_works(office)
    assert [part.sector.label for part in selectors.sectors(TODAY)] == [
        "教育", "医疗卫生", "计划生育", "供水", "供电", "供气", "供热", "环保", "公共交通", "通信",
    ]  # fmt: skip
    page = client.get("/enterprises/").content.decode()
    assert '<a href="/enterprises/gsjt/">临江市供水集团</a>' in page
    assert page.count("还没有单位在这里公开") == 9
    assert "还没有编清单" in page


@pytest.mark.duty("S3-2.4g")
def test_the_list_of_a_unit_says_what_by_when_by_whom_and_what_stands_empty(client, office) -> None:
    unit = water_works(office)
    listed(office, unit)
    page = words(client.get("/enterprises/gsjt/"))
    assert "水质检测结果 还没有公开 出厂水、管网水每月检测结果 公开时限：每月10日前 责任部门：水质监测中心" in page
    assert "可以向主管部门（临江市教育局）申诉" in page
    assert "清单1项，1项还没有公开" in words(client.get("/enterprises/"))
    office.column = Column.objects.get(organ=unit, template="art55-water")
    office.column.organ = office.organ
    office.column.save(update_fields=["organ"])
    office.published()
    assert "已公开1件" in words(client.get("/enterprises/gsjt/"))
    assert "清单1项 " in words(client.get("/enterprises/"))


def test_a_list_is_kept_by_its_unit_in_its_own_columns_and_once(office) -> None:
    unit = water_works(office)
    item = listed(office, unit)
    with pytest.raises(InvalidInput, match="清单里已经有这一项"):
        listed(office, unit)
    with pytest.raises(InvalidInput, match="请选择本单位的栏目"):
        listed(office, unit, title="别的", column=office.column)
    with pytest.raises(NotAllowed):
        services.edit_item(item, changes=ITEM | {"column": item.column}, **office.as_(Role.HANDLER))
    with pytest.raises(DomainError, match="写明理由"):
        services.drop_item(item, reason=" ", **office.as_("keeper"))
    services.drop_item(item, reason="并入另一项", **office.as_("keeper"))
    assert selectors.unit_list(unit, TODAY).lines == []
    with pytest.raises(StaleState):
        services.drop_item(item, reason="再来一次", **office.as_("keeper"))


def test_the_page_asks_the_same_for_one_unit_and_for_three(client, office, django_assert_num_queries) -> None:
    listed(office, water_works(office))
    with django_assert_num_queries(5):
        client.get("/enterprises/")
    for place in range(2):
        water_works(office, code=f"gs{place}", name=f"临江市供水{place}公司")
    with django_assert_num_queries(5):
        client.get("/enterprises/")


def test_a_department_has_no_such_list(client, office) -> None:
    assert client.get("/enterprises/jyj/").status_code == 404
