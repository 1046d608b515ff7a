"""预决算, 政府债务, 政府采购, 收费."""

from disclosure.listings.elements.shapes import Element, Group, ListTemplate, Type

E = Element

_YEAR = E("year", "年度", Type.CHOICE, required=True, options=tuple(str(year) for year in range(2015, 2041)))

BUDGET = ListTemplate(
    code="budget",
    title="财政预决算",
    group=Group.MONEY,
    intro="本级政府和各部门的预算、决算、预算调整，连同说明。",
    basis="《预算法》第十四条",
    rule="BUDGET_PUBLISH",
    day="批准（批复）日期",
    key=("title", "year"),
    elements=(
        E("title", "名称", required=True, help="例如：临江市教育局2026年部门预算"),
        _YEAR,
        E(
            "kind",
            "种类",
            Type.CHOICE,
            required=True,
            options=("政府预算", "政府决算", "部门预算", "部门决算", "预算调整", "预算执行"),
        ),
        E("approver", "批准（批复）机关", required=True),
        E("income", "收入总计", Type.NUMBER, required=True, unit="万元"),
        E("spending", "支出总计", Type.NUMBER, required=True, unit="万元"),
        E("transfers", "转移支付安排和执行", Type.TEXT, when=("kind", "政府预算")),
        E("debt", "举借债务的情况", Type.TEXT, when=("kind", "政府预算")),
        E("overseas", "因公出国（境）费", Type.NUMBER, when=("kind", "部门预算"), unit="万元"),
        E("vehicles", "公务用车购置和运行费", Type.NUMBER, when=("kind", "部门预算"), unit="万元"),
        E("receptions", "公务接待费", Type.NUMBER, when=("kind", "部门预算"), unit="万元"),
        E("procurement", "政府采购情况", Type.TEXT, when=("kind", "部门预算")),
        E("explanation", "说明", Type.TEXT, required=True, help="对重要事项作出说明"),
        E("table_link", "表格地址", Type.LINK),
    ),
    duties=("S4-1.4a", "S1-5.1c"),
)
DEBT = ListTemplate(
    code="debt",
    title="政府债务",
    group=Group.MONEY,
    intro="政府债务的种类、规模、结构、使用和偿还。",
    basis="《预算法》第十四条第一款、《地方政府债务信息公开办法（试行）》（财预〔2018〕209号）",
    rule="BUDGET_PUBLISH",
    day="批准日期",
    key=("title", "year"),
    elements=(
        E("title", "名称", required=True, help="例如：临江市2025年政府债务情况"),
        _YEAR,
        E("kind", "债务种类", Type.CHOICE, required=True, options=("一般债务", "专项债务", "全部债务")),
        E("limit", "债务限额", Type.NUMBER, required=True, unit="万元"),
        E("balance", "债务余额（规模）", Type.NUMBER, required=True, unit="万元"),
        E("structure", "债务结构", Type.TEXT, required=True, help="期限、利率、一般和专项的比例"),
        E("used_for", "使用情况", Type.TEXT, required=True, help="用在哪些项目"),
        E("repaid", "偿还情况", Type.TEXT, required=True, help="还本、付息，今后到期的"),
    ),
    duties=("S4-1.4b",),
)
_BUYING = (
    E("project", "采购项目名称", required=True),
    E("number", "项目编号", required=True),
    E("buyer", "采购人", required=True),
    E("agency", "采购代理机构"),
)
AWARD = ListTemplate(
    code="procurement-award",
    title="政府采购中标、成交结果",
    group=Group.MONEY,
    intro="谁中标、多少钱、谁评的。",
    basis="《政府采购法实施条例》第四十三条",
    rule="AWARD_PUBLISH",
    day="中标、成交供应商确定日期",
    key=("number",),
    elements=(
        *_BUYING,
        E("method", "采购方式", Type.CHOICE, required=True, options=(
            "公开招标", "邀请招标", "竞争性谈判", "竞争性磋商", "单一来源采购", "询价", "框架协议采购",
        )),
        E("supplier", "中标、成交供应商", required=True),
        E("supplier_address", "供应商地址", required=True),
        E("amount", "中标、成交金额", Type.NUMBER, required=True, unit="万元"),
        E("goods", "主要标的", Type.TEXT, required=True, help="名称、规格型号、数量、单价、服务要求"),
        E("experts", "评审专家名单", required=True, help="只写姓名"),
    ),
    duties=("S4-1.6a",),
)  # fmt: skip
CONTRACT = ListTemplate(
    code="procurement-contract",
    title="政府采购合同",
    group=Group.MONEY,
    intro="签了什么合同、多少钱、履行和验收。",
    basis="《政府采购法实施条例》第五十条",
    rule="CONTRACT_PUBLISH",
    day="合同签订日期",
    key=("contract",),
    elements=(
        E("contract", "合同编号", required=True),
        E("name", "合同名称", required=True),
        *_BUYING,
        E("supplier", "供应商", required=True),
        E("amount", "合同金额", Type.NUMBER, required=True, unit="万元"),
        E("goods", "主要标的", Type.TEXT, required=True),
        E("term", "履约期限、地点和方式", Type.TEXT),
        E("accepted", "验收结果", Type.TEXT),
    ),
    duties=("S4-1.6a",),
)
FEES = ListTemplate(
    code="fees",
    title="收费项目",
    group=Group.MONEY,
    intro="行政事业性收费和政府性基金：收什么、依据什么、收多少。清单以外的一律不收。",
    basis="《政府信息公开条例》第二十条第八项",
    day="清单确定或者变更日期",
    key=("name",),
    elements=(
        E("name", "收费项目", required=True),
        E("kind", "类别", Type.CHOICE, required=True, options=(
            "行政事业性收费", "政府性基金", "涉企经营服务收费", "涉企保证金",
        )),
        E("payer", "收费对象", required=True),
        E("standard", "收费标准", Type.TEXT, required=True),
        E("basis", "依据", Type.TEXT, required=True),
        E("relief", "减免规定", Type.TEXT),
    ),
    duties=("S3-2.3a",),
)  # fmt: skip

ROWS = (BUDGET, DEBT, AWARD, CONTRACT, FEES)
