"""整改通知书 (S2-11.7c)."""

from datetime import date

from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register

NOTICE = LetterTemplate(
    code="Z-1",
    version=1,
    title="整改通知书",
    series=Series(code="rectification", field="整改"),
    in_force_from=date(2019, 5, 15),
    names={
        "organ": "单位",
        "basis": "依据",
        "problems": "存在的问题",
        "demand": "整改要求",
        "days": "整改期限",
        "due_on": "最晚反馈日",
        "reply_way": "反馈方式",
    },
    blocks=(
        Block("to", "{organ}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "经检查，你单位政务公开工作存在下列问题。根据{basis}，现通知你单位限期整改。"),
        Block("h1", "一、存在的问题", kind=BlockKind.HEADING),
        Block("problems", "{problems}", kind=BlockKind.ITEMS),
        Block("h2", "二、整改要求", kind=BlockKind.HEADING),
        Block("demand", "{demand}"),
        Block("h3", "三、整改期限和反馈", kind=BlockKind.HEADING),
        Block("period", "自收到本通知书之日起{days}个工作日，最晚{due_on}反馈。{reply_way}"),
        Block("end", "逾期不改的，将予以通报批评，并依照责任追究的规定处理。"),
    ),
    elements=(
        Element("problems", "没有写存在的问题", key="problems", block="problems"),
        Element("demand", "没有写整改要求", key="demand", block="demand"),
        Element("due_on", "没有写整改期限", key="due_on", block="period"),
    ),
    duties=("S2-11.7c",),
)


def register_letters() -> None:
    register(NOTICE)
