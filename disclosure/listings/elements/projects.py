"""重大建设项目, 公共资源交易, PPP, 征收土地."""

from disclosure.listings.elements.shapes import Element, Group, ListTemplate, Type

E = Element

PROJECTS = ListTemplate(
    code="projects",
    title="重大建设项目",
    group=Group.PROJECTS,
    intro="从批准、招标、合同到征收土地、施工、竣工，一个项目一行，有进展就更新。",
    basis="国办发〔2017〕94号",
    day="批准（核准、备案）或者变更日期",
    key=("code",),
    elements=(
        E("name", "项目名称", required=True),
        E("code", "项目代码", required=True),
        E("approval", "审批方式", Type.CHOICE, required=True, options=("审批", "核准", "备案")),
        E("result", "结果文号", required=True),
        E("approver", "审批（核准、备案）机关", required=True),
        E("owner", "建设单位", required=True),
        E("content", "建设地点、规模和内容", Type.TEXT, required=True),
        E("amount", "总投资", Type.NUMBER, unit="万元"),
        E("stage", "进展", Type.CHOICE, required=True, options=("已批准", "已中标", "在建", "已竣工", "停建")),
        E("award", "中标结果", Type.TEXT, when=("stage", "已中标")),
        E("contract", "合同订立和履行", Type.TEXT, when=("stage", "在建")),
        E("has_land", "是否征收土地", Type.CHOICE, required=True, options=("是", "否")),
        E("land", "征收土地方案", Type.TEXT, when=("has_land", "是")),
        E("compensation", "征地补偿安置方案", Type.TEXT, when=("has_land", "是")),
        E("completion", "竣工情况", Type.TEXT, when=("stage", "已竣工")),
    ),
    duties=("S4-1.5a", "S4-1.5b", "S3-2.3a"),
)
TRADES = ListTemplate(
    code="trades",
    title="公共资源交易",
    group=Group.PROJECTS,
    intro="从交易公告到履约，一个项目的六个环节各一行，连起来就是全流程。",
    basis="国办发〔2017〕97号",
    day="信息产生日期",
    key=("number", "step"),
    elements=(
        E("project", "项目名称", required=True),
        E("number", "项目编号", required=True),
        E("kind", "交易类别", Type.CHOICE, required=True, options=(
            "工程建设项目招标投标", "土地使用权和矿业权出让", "国有产权交易", "政府采购", "其他",
        )),
        E("step", "环节", Type.CHOICE, required=True, options=(
            "交易公告", "资格审查结果", "交易过程信息", "成交信息", "履约信息", "变更信息",
        )),
        E("owner", "招标人、出让人", required=True),
        E("content", "内容", Type.TEXT, required=True),
        E("winner", "成交人", when=("step", "成交信息")),
        E("amount", "成交金额", Type.NUMBER, when=("step", "成交信息"), unit="万元"),
    ),
    duties=("S4-1.6a", "S4-1.6b"),
)  # fmt: skip
PPP = ListTemplate(
    code="ppp",
    title="政府和社会资本合作（PPP）项目",
    group=Group.PROJECTS,
    intro="社会资本怎么参与、合同和回报怎么定、实施得怎么样。",
    basis="本市全面推进政务公开工作的实施意见",
    day="信息形成或者变更日期",
    key=("code",),
    elements=(
        E("name", "项目名称", required=True),
        E("code", "项目编码", required=True),
        E("agency", "实施机构", required=True),
        E("partner", "社会资本方", required=True),
        E("amount", "总投资", Type.NUMBER, required=True, unit="万元"),
        E("participation", "参与方式", Type.TEXT, required=True),
        E("contract", "项目合同和回报机制", Type.TEXT, required=True),
        E("progress", "项目实施情况", Type.TEXT, required=True),
    ),
    duties=("S3-2.4h",),
)
LAND = ListTemplate(
    code="land",
    title="征收土地和补偿安置",
    group=Group.PROJECTS,
    intro="征哪里的地、补多少、怎么安置、钱到了没有。",
    basis="《土地管理法》第四十七条、《土地管理法实施条例》第二十六条至第三十一条",
    day="信息形成日期",
    key=("name", "step"),
    elements=(
        E("name", "项目名称", required=True),
        E("step", "环节", Type.CHOICE, required=True, options=(
            "征收土地预公告", "征地补偿安置方案公告", "征收土地公告", "补偿费用支付情况",
        )),
        E("place", "位置和范围", required=True),
        E("area", "面积", Type.NUMBER, required=True, unit="公顷"),
        E("content", "内容", Type.TEXT, required=True),
        E("standard", "补偿标准", Type.TEXT, when=("step", "征地补偿安置方案公告")),
        E("resettlement", "安置方式", Type.TEXT, when=("step", "征地补偿安置方案公告")),
    ),
    duties=("S3-2.3a", "S4-1.5b"),
)  # fmt: skip

ROWS = (PROJECTS, TRADES, PPP, LAND)
