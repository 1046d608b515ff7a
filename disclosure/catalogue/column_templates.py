"""Which columns the law wants an organ of each kind to have (Regulations arts. 19–21; law.md A3, C21, E2). A table.

``items`` are the matters the column serves, so that coverage can be proved (S0-1.5a).
"""

from dataclasses import dataclass

from disclosure.catalogue.states import ColumnType, UpdateRule
from portal.accounts.states import OrganKind, Sector

_EVERY = frozenset(
    {
        OrganKind.GOVERNMENT,
        OrganKind.TOWNSHIP,
        OrganKind.SUBDISTRICT,
        OrganKind.DEPARTMENT,
        OrganKind.AFFILIATED,
        OrganKind.AUTHORIZED,
    }
)
_CITY = frozenset({OrganKind.GOVERNMENT})
_CITY_AND_DEPARTMENTS = frozenset({OrganKind.GOVERNMENT, OrganKind.DEPARTMENT, OrganKind.AFFILIATED})
_TOWNSHIPS = frozenset({OrganKind.TOWNSHIP})
_ENTERPRISES = frozenset({OrganKind.PUBLIC_ENTERPRISE})
_GRASSROOTS = frozenset({OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT})

ARTICLE_20 = "《政府信息公开条例》第二十条"
ARTICLE_21 = "《政府信息公开条例》第二十一条"
LOCAL_RULES = "本市政府信息主动公开制度"
EXECUTION_RULES = "本市全面推进政务公开工作实施方案（执行公开、结果公开）"
POWER_RULES = "本市政务公开工作要点（权力配置信息公开）"
ARTICLE_55 = "《政府信息公开条例》第五十五条"
SITE_RULES = "《政府网站发展指引》"
STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class ColumnTemplate:
    """One column. ``under`` is the template of the column above it; ``sectors`` are the only ones it is for, all when
    empty; ``limit`` is the code of the time limit for what stands in it."""

    code: str
    name: str
    basis: str
    description: str
    organs: frozenset[OrganKind]
    kind: ColumnType = ColumnType.STATUTORY
    under: str = STATUTORY
    update_rule: str = ""
    items: tuple[str, ...] = ()
    sectors: frozenset[Sector] = frozenset()
    limit: str = "PUBLISH"

    def fits(self, kind: str, sector: str = "") -> bool:
        """Whether an organ of that kind and sector must have the column."""
        return kind in self.organs and (not self.sectors or sector in self.sectors)

    @property
    def position(self) -> int:
        """The place in this table, with room in between for the organ's own columns."""
        return (TEMPLATES.index(self) + 1) * 10


def _main(
    code: str, name: str, kind: ColumnType, basis: str, description: str, *items: str, limit: str = "PUBLISH"
) -> ColumnTemplate:
    return ColumnTemplate(code, name, basis, description, _EVERY, kind, under="", items=items, limit=limit)


def _site(
    code: str, name: str, kind: ColumnType, description: str, update_rule: str = "", *items: str
) -> ColumnTemplate:
    return ColumnTemplate(
        code, name, SITE_RULES, description, _CITY, kind, under="", update_rule=update_rule, items=items
    )


def _art20(place: int, name: str, description: str, *items: str, limit: str = "PUBLISH") -> ColumnTemplate:
    basis, matters = f"{ARTICLE_20}第{place}项", (f"art20.{place}", *items)
    return ColumnTemplate(f"art20-{place:02d}", name, basis, description, _EVERY, items=matters, limit=limit)


def _art21(code: str, name: str, description: str, organs: frozenset[OrganKind]) -> ColumnTemplate:
    return ColumnTemplate(f"art21-{code}", name, ARTICLE_21, description, organs, items=(f"art21.{code}",))


def _local(code: str, item: str, organs: frozenset[OrganKind], name: str, description: str) -> ColumnTemplate:
    return ColumnTemplate(f"local-{code}", name, LOCAL_RULES, description, organs, items=(item,))


def _execution(code: str, item: str, name: str, description: str) -> ColumnTemplate:
    return ColumnTemplate(code, name, EXECUTION_RULES, description, _CITY_AND_DEPARTMENTS, items=(item,))


def _enterprise(code: str, name: str, description: str, *sectors: Sector) -> ColumnTemplate:
    items = tuple(f"art55.{sector}" for sector in sectors) or (f"art55.{code}",)
    return ColumnTemplate(
        f"art55-{code}",
        name,
        ARTICLE_55,
        description,
        _ENTERPRISES,
        ColumnType.SERVICE,
        under="",
        items=items,
        sectors=frozenset(sectors),
    )


TEMPLATES: tuple[ColumnTemplate, ...] = (
    _main(
        "guide",
        "政府信息公开指南",
        ColumnType.GUIDE,
        "《政府信息公开条例》第十二条",
        "信息怎么分类、到哪里找、找谁问",
        "S2-1.11a",
        "S2-1.8.1",
    ),
    _main(
        "rules",
        "政府信息公开制度",
        ColumnType.RULES,
        "《政府信息公开条例》第四条、国办公开办函〔2019〕61号",
        "办理政府信息公开所依据的法规和制度",
        "S0-1.1",
    ),
    _main(
        STATUTORY,
        "法定主动公开内容",
        ColumnType.STATUTORY,
        "《政府信息公开条例》第十九条至第二十一条",
        "依法应当主动公开的各类信息",
        "S2-1.11b",
    ),
    _main(
        "annual-report",
        "政府信息公开年报",
        ColumnType.ANNUAL_REPORT,
        "《政府信息公开条例》第四十九条、第五十条",
        "每年的政府信息公开工作年度报告",
        "art50",
        limit="ANNUAL_REPORT_ORGAN",
    ),
    _site("overview", "概况信息", ColumnType.OVERVIEW, "本市的历史、地理、人口、经济和行政区划"),
    _site("leaders", "负责人信息", ColumnType.LEADERS, "市政府负责人的简历、分工和重要讲话"),
    _site("news", "政务动态", ColumnType.NEWS, "政务要闻和工作动态", UpdateRule.NEWS, "S2-10.2a"),
    _site("notices", "通知公告", ColumnType.NOTICES, "需要公众知晓的通知和公告", UpdateRule.POLICY, "S2-10.2a"),
    _site("policy", "政策文件", ColumnType.POLICY, "本市制定的规章、规范性文件和其他政策文件", UpdateRule.POLICY),
    _site("interpretation", "解读回应", ColumnType.INTERPRETATION, "对政策文件的解读和对社会关切的回应"),
    _site("data", "数据发布", ColumnType.DATA, "统计数据和可以下载的数据集"),
    _art20(1, "法规规章和规范性文件", "行政法规、规章和规范性文件", "S2-1.8.2", "S1-3.2a.1"),
    _art20(2, "机构职能", "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名", "S1-3.2a.2"),
    _art20(3, "规划计划", "国民经济和社会发展规划、专项规划、区域规划及相关政策", "S2-1.8.4"),
    _art20(4, "统计信息", "国民经济和社会发展统计信息"),
    _art20(
        5,
        "行政许可和管理服务",
        "行政许可和其他对外管理服务的事项、依据、条件、数量、程序、期限、要提交的全部材料目录以及办理情况和结果",
        "S2-1.8.8",
    ),
    _art20(
        6,
        "行政处罚和行政强制",
        "实施行政处罚、行政强制的依据、条件、程序以及有社会影响的处罚决定",
        limit="PENALTY_PUBLISH",
    ),
    _art20(7, "财政预算决算", "财政预算、决算信息", "S2-1.8.5", limit="BUDGET_PUBLISH"),
    _art20(8, "行政事业性收费", "行政事业性收费项目及其依据、标准", "S2-1.8.6"),
    _art20(9, "政府集中采购", "政府集中采购项目的目录、标准及实施情况", "S2-1.8.7"),
    _art20(10, "重大建设项目", "重大建设项目的批准和实施情况", "S2-1.8.9"),
    _art20(11, "民生保障", "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况"),
    _art20(12, "突发公共事件", "突发公共事件的应急预案、预警信息及应对情况", "S2-1.8.11", "S1-5.5b"),
    _art20(13, "监督检查", "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况", "S2-1.8.12"),
    _art20(14, "公务员招考", "公务员招考的职位、名额、报考条件等事项以及录用结果"),
    _art20(15, "其他法定信息", "法律、法规、规章和国家有关规定应当主动公开的其他信息"),
    _art21("construction", "市政建设", "市政建设项目和设施", _CITY_AND_DEPARTMENTS),
    _art21("service", "公共服务", "公共服务的项目、标准和提供情况", _CITY_AND_DEPARTMENTS),
    _art21("welfare", "公益事业", "公益事业的建设和管理", _CITY_AND_DEPARTMENTS),
    _art21("land", "土地征收", "土地征收的公告、方案、补偿标准和实施情况", _CITY_AND_DEPARTMENTS | _TOWNSHIPS),
    _art21("housing", "房屋征收", "房屋征收的决定、补偿方案和实施情况", _CITY_AND_DEPARTMENTS | _TOWNSHIPS),
    _art21("order", "治安管理", "治安管理的措施和情况", _CITY_AND_DEPARTMENTS),
    _art21("relief", "社会救助", "社会救助的条件、标准、程序和发放情况", _CITY_AND_DEPARTMENTS | _TOWNSHIPS),
    _art21("rural-policy", "农业农村政策落实", "贯彻落实农业农村政策的情况", _TOWNSHIPS),
    _art21("irrigation", "农田水利", "农田水利工程建设运营情况", _TOWNSHIPS),
    _art21("land-transfer", "土地承包经营权流转", "农村土地承包经营权流转情况", _TOWNSHIPS),
    _art21("homestead", "宅基地审核", "宅基地使用情况审核", _TOWNSHIPS),
    _art21("levy", "筹资筹劳", "筹资筹劳的项目、标准和使用情况", _TOWNSHIPS),
    _local("complaints", "S2-1.8.1", _EVERY, "举报受理", "举报办法，受理机构的地址、时间、电话、传真、邮编、邮箱"),
    _local("deployment", "S2-1.8.3", _CITY_AND_DEPARTMENTS, "重大部署", "重大政策措施、重大部署和需要公众参与的活动"),
    _local("reform", "S2-1.8.10", _CITY_AND_DEPARTMENTS, "重点工作", "攻坚战、放管服改革、营商环境等政策措施及实施"),
    _local("superior-policy", "S2-1.9.1", _GRASSROOTS, "上级政策落实", "贯彻落实上级政策的情况"),
    _local("funds", "S2-1.9.2", _GRASSROOTS, "财政收支和专项资金", "财政收支、各类专项资金的管理和使用"),
    _local("expropriation", "S2-1.9.3", _GRASSROOTS, "征收补偿发放", "征收征用土地、房屋拆迁及其补偿、补助费用的发放"),
    _local("relief-goods", "S2-1.9.4", _GRASSROOTS, "救灾救济款物", "抢险救灾、优抚、救济、社会捐助等款物的发放"),
    _local("collective", "S2-1.9.5", _GRASSROOTS, "集体经济", "集体企业及其他经济实体承包、租赁、拍卖的情况"),
    _local("family", "S2-1.9.6", _GRASSROOTS, "人口和家庭服务", "计划生育政策执行情况"),
    ColumnTemplate(
        "power-list",
        "权责清单",
        POWER_RULES,
        "行使哪些权力、担什么责任：权责清单和职能目录，以及调整情况",
        _EVERY,
        items=("S1-5.2a",),
    ),
    _execution(
        "execution", "S3-2.2a", "执行公开", "政府工作报告、规划重要事项的执行措施、实施步骤、责任分工、监督方式和进展"
    ),
    _execution("execution-audit", "S3-2.2b", "督查和审计整改", "督查和审计发现的问题，以及整改落实的情况"),
    _execution("execution-accountability", "S3-2.2c", "问责情况", "不作为、慢作为、乱作为的问责情况"),
    _enterprise("about", "单位概况", "单位性质、职责、内设机构、负责人、地址和联系方式"),
    _enterprise("service", "服务指南", "服务内容、条件、流程、时限、所需材料和办理地点"),
    _enterprise("price", "价格和收费", "收费项目、依据、标准和优惠政策"),
    _enterprise("promise", "服务承诺和监督", "服务标准、承诺和兑现情况，投诉电话和处理办法"),
    _enterprise("school", "招生和教学", "招生、学生管理、资助、经费收支和校园安全", Sector.EDUCATION),
    _enterprise("hospital", "就医服务", "科室、专家、就诊流程、医疗服务价格和质量安全", Sector.HEALTH),
    _enterprise("family", "生育服务", "生育登记、优生检查和奖励扶助的办理", Sector.FAMILY),
    _enterprise("water", "供水信息", "水质、水压、计划停水和抢修、用水报装", Sector.WATER),
    _enterprise("power", "供电信息", "计划停电和抢修、用电报装、电能质量", Sector.POWER),
    _enterprise("gas", "供气信息", "用气安全、计划停气和抢修、用气报装", Sector.GAS),
    _enterprise("heat", "供热信息", "供热起止时间、温度标准、停热抢修和退费", Sector.HEAT),
    _enterprise("environment", "环境信息", "处理设施运行、排放监测和环境应急", Sector.ENVIRONMENT),
    _enterprise("transport", "出行信息", "线路、站点、运营时间、票价、线路调整和运营安全", Sector.TRANSPORT),
    _enterprise("telecom", "通信服务", "资费、套餐和退订、网络覆盖、计划中断和抢修", Sector.TELECOM),
)

BY_CODE = {template.code: template for template in TEMPLATES}


def templates_for(kind: str, sector: str = "") -> tuple[ColumnTemplate, ...]:
    """The columns an organ of that kind and sector must have, those above before those below."""
    return tuple(template for template in TEMPLATES if template.fits(kind, sector))


def items() -> dict[str, tuple[ColumnTemplate, ...]]:
    """Every matter that must be public, with the columns that can carry it."""
    found: dict[str, tuple[ColumnTemplate, ...]] = {}
    for template in TEMPLATES:
        for item in template.items:
            found[item] = (*found.get(item, ()), template)
    return found
