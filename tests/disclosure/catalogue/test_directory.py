"""主动公开基本目录 of each organ, public enterprises by sector, and which matters are covered."""

from datetime import date

import pytest

from disclosure.catalogue import coverage, selectors, services
from disclosure.catalogue.column_templates import templates_for
from disclosure.catalogue.models import Column
from portal.accounts.models import Organ
from portal.accounts.services import describe_organ
from portal.accounts.states import OrganKind, Role, Sector
from portal.actors import SYSTEM
from portal.errors import InvalidInput
from tests.disclosure.office import FOUNDED, MORNING

TODAY = date(2026, 5, 21)


def enterprise(sector, code="gsjt", name="临江市供水集团"):
    return Organ.objects.create(
        name=name, short_name=name[3:], code=code, kind="public_enterprise", sector=sector, active_from=FOUNDED
    )


def names(kind, sector=""):
    return [template.name for template in templates_for(kind, sector)]


@pytest.mark.duty("S3-2.2a", "S3-2.2b", "S3-2.2c")
@pytest.mark.parametrize("kind", ["government", "department", "affiliated"])
def test_execution_and_results_have_columns_of_their_own(kind) -> None:
    found = {template.name: template.description for template in templates_for(kind) if template.basis[:2] == "本市"}
    assert found["执行公开"] == "政府工作报告、规划重要事项的执行措施、实施步骤、责任分工、监督方式和进展"
    assert found["督查和审计整改"] == "督查和审计发现的问题，以及整改落实的情况"
    assert found["问责情况"] == "不作为、慢作为、乱作为的问责情况"


@pytest.mark.duty("S1-5.2a")
@pytest.mark.parametrize("kind", ["government", "department", "township", "subdistrict"])
def test_the_list_of_powers_has_its_column_everywhere(kind) -> None:
    assert "权责清单" in names(kind)


@pytest.mark.duty("S2-1.17", "S2-7.13")
@pytest.mark.parametrize(
    ("sector", "own"),
    [
        (Sector.EDUCATION, "招生和教学"),
        (Sector.HEALTH, "就医服务"),
        (Sector.FAMILY, "生育服务"),
        (Sector.WATER, "供水信息"),
        (Sector.POWER, "供电信息"),
        (Sector.GAS, "供气信息"),
        (Sector.HEAT, "供热信息"),
        (Sector.ENVIRONMENT, "环境信息"),
        (Sector.TRANSPORT, "出行信息"),
        (Sector.TELECOM, "通信服务"),
    ],
)
def test_each_sector_has_the_common_columns_and_one_of_its_own(sector, own) -> None:
    assert names("public_enterprise", sector) == ["单位概况", "服务指南", "价格和收费", "服务承诺和监督", own]


def test_only_an_enterprise_has_a_sector(office) -> None:
    with pytest.raises(InvalidInput, match="只有公共企事业单位填行业"):
        describe_organ(office.organ, sector="water", actor=SYSTEM, at=MORNING)
    water = describe_organ(enterprise("water"), sector="gas", actor=SYSTEM, at=MORNING)
    assert water.sector == "gas"


@pytest.mark.duty("S2-1.17")
def test_the_template_of_an_enterprise_is_that_of_its_sector(office) -> None:
    organ = enterprise("transport", code="gjgs", name="临江市公交公司")
    services.apply_template(organ, actor=SYSTEM, at=MORNING)
    assert set(organ.columns.values_list("name", flat=True)) == {
        "单位概况", "服务指南", "价格和收费", "服务承诺和监督", "出行信息",
    }  # fmt: skip


@pytest.mark.duty("S2-1.11b", "S1-3.1a")
def test_the_directory_says_matter_rule_time_and_column(client, office) -> None:
    services.apply_template(
        office.organ, leave_out=["art21-order"], reason="没有这项职能", **office.as_(Role.DISCLOSURE_HEAD)
    )
    rows = {row.template.code: row for row in selectors.directory(office.organ, on=TODAY)}
    assert (rows["art20-07"].limit.length, rows["art20-01"].limit.length) == ("20日", "20个工作日")
    assert (rows["art20-06"].limit.length, rows["annual-report"].limit.length) == ("7个工作日", "1月31日")
    assert rows["art20-01"].branch.column.code == "jyj-art20-01"
    assert rows["art21-order"].branch is None
    page = client.get("/organs/jyj/directory/").content.decode()
    assert "《政府信息公开条例》第二十条第7项" in page
    assert '<a href="/columns/jyj-art20-07/">财政预算决算</a>' in page
    assert "没有设栏目" in page
    assert 'href="/organs/jyj/directory/"' in client.get("/organs/jyj/").content.decode()


def test_the_citys_own_report_has_the_later_day(government) -> None:
    rows = {row.template.code: row for row in selectors.directory(government, on=TODAY)}
    assert rows["annual-report"].limit.length == "3月31日"


@pytest.mark.duty("S0-1.5a", "S0-11.3")
def test_matters_show_their_columns_and_those_nobody_fills(office, django_assert_num_queries) -> None:
    services.apply_template(office.organ, **office.as_(Role.DISCLOSURE_HEAD))
    office.column = Column.objects.get(code="jyj-art20-07")
    office.published()
    Column.objects.filter(code="jyj-art20-08").update(is_active=False)
    with django_assert_num_queries(2):
        rows = {row.code: row for row in coverage.item_coverage(on=TODAY)}
    assert (rows["art20.7"].organs, len(rows["art20.7"].columns), rows["art20.7"].filled) == (1, 1, 1)
    assert [rows[code].tone for code in ("art20.7", "art20.8", "art20.9")] == ["ok", "bad", "warn"]
    assert "art21.levy" not in rows


@pytest.mark.duty("S0-1.5a")
def test_a_matter_of_a_sector_counts_only_where_the_sector_is(office) -> None:
    services.apply_template(office.organ, **office.as_(Role.DISCLOSURE_HEAD))
    assert coverage.unmapped_items(on=TODAY) == []
    enterprise("water")
    missing = {item.code for item in coverage.unmapped_items(on=TODAY)}
    assert "art55.water" in missing
    assert "art55.gas" not in missing


def test_sectors_are_for_enterprises_alone() -> None:
    with_it = [kind for kind in OrganKind.values if "供水信息" in names(kind, "water")]
    assert with_it == ["public_enterprise"]
