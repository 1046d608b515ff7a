"""权责清单, 负面清单, 双随机, 问责, 监管规则."""

from disclosure.listings.elements.shapes import Element, Group, ListTemplate, Type

E = Element

POWERS = ListTemplate(
    code="powers",
    title="权责清单",
    group=Group.POWER,
    intro="每个部门有哪些权力、依据什么、承担什么责任、怎么追责。",
    basis="中办发〔2015〕21号",
    day="公布或者调整日期",
    key=("code",),
    elements=(
        E("name", "事项名称", required=True),
        E("code", "事项编码", required=True),
        E("kind", "权力类型", Type.CHOICE, required=True, options=(
            "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付",
            "行政检查", "行政确认", "行政奖励", "行政裁决", "其他职权",
        )),
        E("level", "行使层级", Type.CHOICE, required=True, options=("市", "县（区）", "乡镇（街道）")),
        E("basis", "实施依据", Type.TEXT, required=True),
        E("duty", "责任事项", Type.TEXT, required=True),
        E("accountability", "追责情形", Type.TEXT, required=True),
        E("phone", "监督电话", required=True),
    ),
    duties=("S1-5.2a",),
)  # fmt: skip
FUNCTIONS = ListTemplate(
    code="functions",
    title="职能目录",
    group=Group.POWER,
    intro="每个部门管什么、由哪个科室办。",
    basis="《政府信息公开条例》第二十条第二项",
    day="确定或者调整日期",
    key=("name",),
    elements=(
        E("name", "职能", required=True),
        E("unit", "承办科室", required=True),
        E("basis", "依据", Type.TEXT, required=True),
        E("phone", "办公电话", required=True),
    ),
    duties=("S1-5.2a",),
)
NEGATIVE = ListTemplate(
    code="negative",
    title="市场准入负面清单",
    group=Group.POWER,
    intro="哪些不许进、哪些要许可。清单以外的都可以进。",
    basis="国发〔2015〕55号",
    day="公布或者调整日期",
    key=("number",),
    elements=(
        E("name", "事项名称", required=True),
        E("number", "事项编码", required=True),
        E("kind", "类别", Type.CHOICE, required=True, options=("禁止准入", "许可准入")),
        E("measure", "措施", Type.TEXT, required=True),
        E("authority", "主管部门", required=True),
        E("basis", "依据", Type.TEXT, required=True),
    ),
    duties=("S4-1.3a",),
)
RANDOM_PLAN = ListTemplate(
    code="random-plan",
    title="双随机抽查事项和计划",
    group=Group.POWER,
    intro="查什么、查多少、什么时候查。查出来的结果在信用信息公示里。",
    basis="国发〔2019〕5号",
    day="计划确定或者调整日期",
    key=("name", "year"),
    elements=(
        E("name", "抽查事项", required=True),
        E("year", "年度", required=True),
        E("kind", "检查方式", Type.CHOICE, required=True, options=("部门抽查", "部门联合抽查")),
        E("objects", "检查对象", required=True),
        E("share", "抽查比例", Type.NUMBER, required=True, unit="%"),
        E("when", "抽查时间", required=True),
        E("basis", "依据", Type.TEXT, required=True),
        E("with_whom", "联合部门", when=("kind", "部门联合抽查")),
    ),
    duties=("S4-1.3b",),
)
RULES = ListTemplate(
    code="market-rules",
    title="市场规则标准和监管执法信息",
    group=Group.POWER,
    intro="市场主体要守的规则标准，监管部门怎样执法。",
    basis="《政府信息公开条例》第二十条",
    day="形成或者变更日期",
    key=("name",),
    elements=(
        E("name", "名称", required=True),
        E("kind", "种类", Type.CHOICE, required=True, options=("市场规则", "标准", "执法依据和程序", "执法结果")),
        E("scope", "适用对象", required=True),
        E("content", "主要内容", Type.TEXT, required=True),
        E("link", "全文地址", Type.LINK),
    ),
    duties=("S1-5.1b",),
)
ACCOUNTABILITY = ListTemplate(
    code="accountability",
    title="问责情况",
    group=Group.POWER,
    intro="不作为、慢作为、乱作为的问责。",
    basis="本市全面推进政务公开工作的实施意见",
    day="问责决定日期",
    key=("matter",),
    elements=(
        E("matter", "事由", required=True),
        E("kind", "情形", Type.CHOICE, required=True, options=("不作为", "慢作为", "乱作为")),
        E("unit", "被问责单位", required=True),
        E("measure", "问责方式", required=True),
        E("mended", "整改情况", Type.TEXT, required=True),
    ),
    duties=("S3-2.2c",),
)

ROWS = (POWERS, FUNCTIONS, NEGATIVE, RANDOM_PLAN, RULES, ACCOUNTABILITY)
