"""责任追究决定书 (S2-3.8c), and the paragraph that says where to object."""

from datetime import date

from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register

DECISION = LetterTemplate(
    code="Z-2",
    version=1,
    title="责任追究决定书",
    series=Series(code="accountability", field="追责"),
    in_force_from=date(2019, 5, 15),
    names={
        "respondent": "被追究的单位或者人员",
        "situation": "情形",
        "facts": "查明的事实",
        "evidence": "证据",
        "statement": "陈述和申辩",
        "taken_up": "是否采纳",
        "course": "经过",
        "share": "责任",
        "measure": "处理",
        "decision": "决定",
        "remedy": "救济",
        "report": "报告改正情况",
    },
    blocks=(
        Block("to", "{respondent}：", kind=BlockKind.ADDRESSEE),
        Block("h1", "一、查明的事实和证据", kind=BlockKind.HEADING),
        Block("facts", "{facts}"),
        Block("evidence", "以上事实有下列证据：{evidence}。"),
        Block("h2", "二、陈述和申辩", kind=BlockKind.HEADING),
        Block("statement", "{statement}"),
        Block("taken_up", "{taken_up}"),
        Block("h3", "三、责任和处理", kind=BlockKind.HEADING),
        Block(
            "basis",
            "上述行为属于{situation}，是{course}作出的。根据《政府信息公开条例》第五十三条和本市政府信息公开责任追究制度，"
            "认定为{share}，处理决定是：{measure}。",
        ),
        Block("decision", "{decision}"),
        Block("h4", "四、复核、申诉和改正", kind=BlockKind.HEADING),
        Block("remedy", "{remedy}"),
        Block("report", "{report}"),
    ),
    elements=(
        Element("facts", "没有写查明的事实", key="facts", block="facts"),
        Element("evidence", "没有写证据", key="evidence", block="evidence"),
        Element("statement", "没有写陈述和申辩", key="statement", block="statement"),
        Element("measure", "没有写处理", key="measure", block="basis"),
        Element("remedy", "没有告知复核和申诉", key="remedy", block="remedy"),
    ),
    duties=("S2-3.8c", "S2-3.8d"),
)


def register_letters() -> None:
    register(DECISION)
