"""执行公开, 督查审计整改, 结果公开, 建议提案, 规划, 应急预案."""

from disclosure.listings.elements.shapes import Element, Group, ListTemplate, Type

E = Element

EXECUTION = ListTemplate(
    code="execution",
    title="重要事项执行情况",
    group=Group.RESULTS,
    intro="政府工作报告和规划定下的事，由谁做、怎么做、做到哪一步、怎么监督。",
    basis="《政府信息公开条例》第二十条、本市全面推进政务公开工作的实施意见",
    day="信息形成或者变更日期",
    key=("name",),
    elements=(
        E("name", "事项", required=True),
        E("source", "来自", Type.CHOICE, required=True, options=(
            "政府工作报告", "国民经济和社会发展规划", "民生实事", "政府决定",
        )),
        E("measures", "执行措施", Type.TEXT, required=True),
        E("steps", "实施步骤", Type.TEXT, required=True),
        E("duty", "责任分工", Type.TEXT, required=True),
        E("supervision", "监督方式", Type.TEXT, required=True),
        E("progress", "进展", Type.TEXT),
    ),
    duties=("S3-2.2a",),
)  # fmt: skip
RESULTS = ListTemplate(
    code="results",
    title="目标任务完成结果",
    group=Group.RESULTS,
    intro="发展目标、改革任务、民生举措，年初怎么说的，做得怎么样。",
    basis="本市全面推进政务公开工作的实施意见",
    day="结果形成日期",
    key=("name", "year"),
    elements=(
        E("name", "目标任务", required=True),
        E("year", "年度", required=True),
        E("kind", "类别", Type.CHOICE, required=True, options=("发展目标", "改革任务", "民生举措")),
        E("standing", "完成情况", Type.CHOICE, required=True, options=("已完成", "正在推进", "没有完成")),
        E("result", "结果", Type.TEXT, required=True),
        E("why", "没有完成的原因和下一步", Type.TEXT, when=("standing", "没有完成")),
    ),
    duties=("S3-2.5a",),
)
RECTIFICATION = ListTemplate(
    code="rectification",
    title="督查、审计发现问题和整改",
    group=Group.RESULTS,
    intro="督查和审计发现了什么，改了没有。",
    basis="《审计法》第五十二条、本市全面推进政务公开工作的实施意见",
    day="整改结果或者审计结果形成日期",
    key=("problem",),
    elements=(
        E("problem", "问题", required=True),
        E("kind", "来自", Type.CHOICE, required=True, options=("督查", "审计")),
        E("unit", "责任单位", required=True),
        E("standing", "整改状态", Type.CHOICE, required=True, options=("已整改", "正在整改")),
        E("detail", "问题的具体情况", Type.TEXT, required=True),
        E("measures", "整改落实情况", Type.TEXT, required=True),
    ),
    duties=("S3-2.2b",),
)
PROPOSALS = ListTemplate(
    code="proposals",
    title="建议、提案办理结果",
    group=Group.RESULTS,
    intro="人大代表建议、政协委员提案的办理结果。社会广泛关注的公开答复全文。",
    basis="国办发〔2014〕46号",
    day="答复日期",
    key=("session", "number", "kind"),
    elements=(
        E("title", "标题", required=True),
        E("kind", "种类", Type.CHOICE, required=True, options=("人大代表建议", "政协委员提案")),
        E("session", "届次", required=True, help="例如：市十四届人大五次会议"),
        E("number", "编号", required=True),
        E("result", "办理结果", Type.CHOICE, required=True, options=(
            "所提问题已经解决", "列入计划逐步解决", "留作参考",
        )),
        E("with_whom", "会办单位"),
        E(
            "wide",
            "是否社会广泛关注、关系国计民生",
            Type.CHOICE,
            required=True,
            options=("是", "否"),
            help="选“是”的，要公开答复全文",
        ),
        E("summary", "答复摘要", Type.TEXT, required=True),
        E("full_text", "答复全文", Type.TEXT, when=("wide", "是")),
    ),
    duties=("S4-1.2a", "S4-1.2b"),
)  # fmt: skip
PLANS = ListTemplate(
    code="plans",
    title="规划",
    group=Group.PLANS,
    intro="国民经济和社会发展规划、专项规划、区域规划和相关政策。",
    basis="《政府信息公开条例》第二十条第三项",
    day="批准日期",
    key=("name",),
    elements=(
        E("name", "规划名称", required=True),
        E("kind", "种类", Type.CHOICE, required=True, options=(
            "总体规划", "专项规划", "区域规划", "国土空间规划", "行动计划",
        )),
        E("approver", "批准机关", required=True),
        E("number", "批准文号"),
        E("period", "规划期", required=True),
        E("goals", "主要目标", Type.TEXT, required=True),
        E("link", "全文地址", Type.LINK),
    ),
    duties=("S1-5.1a", "S3-2.5a"),
)  # fmt: skip
EMERGENCY = ListTemplate(
    code="emergency-plans",
    title="应急预案和预警",
    group=Group.PLANS,
    intro="突发公共事件的应急预案、预警信息和应对情况。",
    basis="《政府信息公开条例》第二十条第十二项",
    day="印发或者发布日期",
    key=("name",),
    elements=(
        E("name", "名称", required=True),
        E("kind", "种类", Type.CHOICE, required=True, options=("应急预案", "预警信息", "应对情况")),
        E("event", "突发事件类别", Type.CHOICE, required=True, options=(
            "自然灾害", "事故灾难", "公共卫生事件", "社会安全事件",
        )),
        E("level", "级别"),
        E("content", "主要内容", Type.TEXT, required=True),
        E("phone", "值班电话", required=True),
    ),
    duties=("S1-5.1d",),
)  # fmt: skip

ROWS = (EXECUTION, RESULTS, RECTIFICATION, PROPOSALS, PLANS, EMERGENCY)
