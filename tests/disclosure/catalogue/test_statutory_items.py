"""Every matter of the city's own rules has its column, and every organ the rules bind keeps columns and documents."""

import pytest

from disclosure.catalogue import services
from disclosure.catalogue.column_templates import templates_for
from disclosure.catalogue.models import Column
from portal.accounts.states import Role
from tests.disclosure.office import open_office


def duty(id_, *values):
    return pytest.param(id_, *values, marks=pytest.mark.duty(id_), id=id_)


def columns_serving(item, kind):
    return [(template.name, template.description) for template in templates_for(kind) if item in template.items]


CITY_MATTERS = [
    duty("S2-1.8.2", "法规规章和规范性文件", "行政法规、规章和规范性文件"),
    duty("S2-1.8.3", "重大部署", "重大政策措施、重大部署和需要公众参与的活动"),
    duty("S2-1.8.4", "规划计划", "国民经济和社会发展规划、专项规划、区域规划及相关政策"),
    duty("S2-1.8.5", "财政预算决算", "财政预算、决算信息"),
    duty("S2-1.8.6", "行政事业性收费", "行政事业性收费项目及其依据、标准"),
    duty("S2-1.8.7", "政府集中采购", "政府集中采购项目的目录、标准及实施情况"),
    duty(
        "S2-1.8.8",
        "行政许可和管理服务",
        "行政许可和其他对外管理服务的事项、依据、条件、数量、程序、期限、要提交的全部材料目录以及办理情况和结果",
    ),
    duty("S2-1.8.9", "重大建设项目", "重大建设项目的批准和实施情况"),
    duty("S2-1.8.10", "重点工作", "攻坚战、放管服改革、营商环境等政策措施及实施"),
    duty("S2-1.8.11", "突发公共事件", "突发公共事件的应急预案、预警信息及应对情况"),
    duty("S1-5.5b", "突发公共事件", "突发公共事件的应急预案、预警信息及应对情况"),
    duty("S2-1.8.12", "监督检查", "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况"),
]
GRASSROOTS_MATTERS = [
    duty("S2-1.9.1", "上级政策落实", "贯彻落实上级政策的情况"),
    duty("S2-1.9.2", "财政收支和专项资金", "财政收支、各类专项资金的管理和使用"),
    duty("S2-1.9.3", "征收补偿发放", "征收征用土地、房屋拆迁及其补偿、补助费用的发放"),
    duty("S2-1.9.4", "救灾救济款物", "抢险救灾、优抚、救济、社会捐助等款物的发放"),
    duty("S2-1.9.5", "集体经济", "集体企业及其他经济实体承包、租赁、拍卖的情况"),
    duty("S2-1.9.6", "人口和家庭服务", "计划生育政策执行情况"),
]


@pytest.mark.parametrize("kind", ["government", "department", "affiliated"])
@pytest.mark.parametrize(("item", "name", "description"), CITY_MATTERS)
def test_the_city_and_its_departments_have_a_column_for_each_matter(kind, item, name, description) -> None:
    assert columns_serving(item, kind) == [(name, description)]


@pytest.mark.parametrize("kind", ["township", "subdistrict"])
@pytest.mark.parametrize(("item", "name", "description"), GRASSROOTS_MATTERS)
def test_townships_and_subdistricts_have_a_column_for_each_matter(kind, item, name, description) -> None:
    assert columns_serving(item, kind) == [(name, description)]


@pytest.mark.duty("S2-1.8.10")
def test_education_health_insurance_and_jobs_have_a_column_of_their_own() -> None:
    assert columns_serving("art20.11", "department") == [
        ("民生保障", "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况")
    ]


def names_of(organ):
    return set(Column.objects.filter(organ=organ, is_active=True).values_list("name", flat=True))


def test_a_department_and_a_township_really_receive_these_columns(office) -> None:
    town = open_office(code="cgz", name="临江市城关镇人民政府", number_code="城政发", uscc=None, kind="township")
    services.apply_template(office.organ, **office.as_(Role.DISCLOSURE_HEAD))
    services.apply_template(town.organ, **town.as_(Role.DISCLOSURE_HEAD))
    assert {case.values[1] for case in CITY_MATTERS} - names_of(office.organ) == set()
    assert {case.values[1] for case in GRASSROOTS_MATTERS} - names_of(town.organ) == set()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("government", marks=pytest.mark.duty("S2-1.5")),
        pytest.param("affiliated", marks=pytest.mark.duty("S2-1.5")),
        pytest.param("authorized", marks=pytest.mark.duty("S2-1.5")),
        pytest.param("public_enterprise", marks=pytest.mark.duty("S2-1.17")),
    ],
)
def test_whoever_must_disclose_keeps_columns_and_publishes_its_own_documents(db, client, kind) -> None:
    office = open_office(code="gsjt", name="临江市供水集团有限公司", number_code="临供水", kind=kind)
    column = services.create_column(
        organ=office.organ,
        values={"name": "供水服务", "code": "gsjt-service", "kind": "policy", "description": "水价、水质和停水通知"},
        **office.as_(Role.DISCLOSURE_HEAD),
    )
    document = office.published(title="关于计划停水的通知", column=column)
    assert (document.organ, document.column.organ, document.issuer) == (
        office.organ,
        office.organ,
        "临江市供水集团有限公司",
    )
    page = client.get("/organs/gsjt/").content.decode()
    assert f'href="/documents/{document.pk}/"' in page
    assert client.get("/columns/gsjt-service/").status_code == 200
