"""补正告知书 T-04, 说明理由告知书 T-05, 延迟答复告知书 R-7 (law.md B2)."""

from datetime import date

from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register
from requests_app.cases.letter_context import BASE_NAMES

_SINCE = date(2019, 5, 15)
NOTICE = Series(code="foi_notice", field="公开", word="告知")
T_04 = LetterTemplate(
    code="T-04",
    version=1,
    title="补正申请告知书",
    series=NOTICE,
    in_force_from=_SINCE,
    names=BASE_NAMES | {"lacks": "需要补正的事项", "guidance": "补正的指导", "days": "补正期限"},
    blocks=(
        Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关于{received_on}收到您提出的政府信息公开申请（编号：{number}）。"),
        Block("why", "经审查，您的申请需要补正下列事项："),
        Block("lacks", "{lacks}", kind=BlockKind.ITEMS),
        Block("guidance", "{guidance}", label="补正的内容和指导", editable=True),
        Block(
            "until",
            "请您自收到本告知书之日起{days}日内补正。根据《中华人民共和国政府信息公开条例》第三十条的规定，"
            "答复期限自本机关收到补正的申请之日起重新计算；无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。",
        ),
        Block("contact", "补正有疑问的，请与本机关联系：{unit_phone}。"),
    ),
    elements=(
        Element("lacks", message="没有写需要补正的事项", key="lacks"),
        Element("guidance", message="没有写怎样补正", key="guidance", block="guidance"),
        Element("days", message="没有写补正期限", key="days"),
        Element("contact", message="机关没有登记联系电话", key="unit_phone"),
    ),
    duties=("S2-2.9.1a",),
)

T_05 = LetterTemplate(
    code="T-05",
    version=1,
    title="说明理由告知书",
    series=NOTICE,
    in_force_from=_SINCE,
    names=BASE_NAMES | {"facts": "数量、频次的事实", "answer_by": "说明期限"},
    blocks=(
        Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关于{received_on}收到您提出的政府信息公开申请（编号：{number}）。"),
        Block("facts", "{facts}", label="数量、频次的事实", editable=True),
        Block(
            "demand",
            "根据《中华人民共和国政府信息公开条例》第三十五条的规定，您申请公开政府信息的数量、频次明显超过合理范围，"
            "请您于{answer_by}前向本机关书面说明理由。理由不合理的，本机关不予处理。",
        ),
        Block("contact", "联系电话：{unit_phone}。"),
    ),
    elements=(
        Element("facts", message="没有写数量、频次的事实", key="facts", block="facts"),
        Element("answer_by", message="没有写说明理由的期限", key="answer_by"),
    ),
)

R_7 = LetterTemplate(
    code="R-7",
    version=1,
    title="延迟答复告知书",
    series=NOTICE,
    in_force_from=_SINCE,
    names=BASE_NAMES | {"reason": "延迟答复的理由", "delayed_to": "延迟到"},
    blocks=(
        Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关于{received_on}收到您提出的政府信息公开申请（编号：{number}），并收到您说明的理由。"),
        Block("reason", "{reason}", label="延迟答复的理由", editable=True),
        Block(
            "until",
            "根据《中华人民共和国政府信息公开条例》第三十五条的规定，本机关将于{delayed_to}前答复您。",
        ),
    ),
    elements=(
        Element("reason", message="没有写延迟答复的理由", key="reason", block="reason"),
        Element("delayed_to", message="没有写延迟到哪一天", key="delayed_to"),
    ),
)


def register_letters() -> None:
    for template in (T_04, T_05, R_7):
        register(template)
