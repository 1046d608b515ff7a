"""R-8 更正决定、不予更正、转送告知 (Regulations art. 41, law.md B2)."""

from portal.letters.templates import Block, BlockKind, Context, Element, LetterTemplate, Series, When, register
from requests_app.answering.letters.pieces import IN_FORCE, REMEDY_NAMES, remedy_elements
from requests_app.cases.letter_context import BASE_NAMES
from requests_app.rectifying.states import Ending
from requests_app.serving.selectors import is_served

_LAW = "根据《中华人民共和国政府信息公开条例》第四十一条的规定，"


def _ends(*endings: Ending) -> When:
    return lambda context: context.get("ending") in endings


def _needed(key: str, message: str, *endings: Ending) -> Element:
    return Element(key, message, key=key, verbatim=True, when=_ends(*endings))


def _is_ending(value: object, _context: Context) -> bool:
    return value in Ending.values


R_8 = LetterTemplate(
    code="R-8",
    version=1,
    title="信息记录更正答复书",
    series=Series(code="foi_record", field="公开", word="更正"),
    in_force_from=IN_FORCE,
    names=BASE_NAMES
    | REMEDY_NAMES
    | {
        "ending": "结果",
        "filed_on": "收到更正申请的日子",
        "record": "哪条记录",
        "fault": "哪里不准确",
        "checked": "核实的情况",
        "before": "更正以前",
        "after": "更正以后",
        "reason": "理由",
        "other_organ": "有权更正的机关",
        "other_contact": "机关的联系方式",
    },
    blocks=(
        Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关于{filed_on}收到{you}提出的更正申请，要求更正与自身相关的政府信息记录：{record}。"),
        Block("fault", "{you}认为不准确的地方是：{fault}。"),
        Block("checked", "经核实：{checked}。"),
        Block(
            "corrected",
            _LAW + "本机关予以更正。更正以前：{before}；更正以后：{after}。",
            when=_ends(Ending.CORRECTED),
        ),
        Block("refused", _LAW + "本机关决定不予更正。理由：{reason}。", when=_ends(Ending.REFUSED)),
        Block(
            "forwarded",
            _LAW + "本机关没有权更正上述记录，已经转送有权更正的{other_organ}处理。联系方式：{other_contact}。",
            when=_ends(Ending.FORWARDED),
        ),
        Block(
            "told",
            _LAW + "本机关没有权更正上述记录，请{you}向有权更正的{other_organ}提出。联系方式：{other_contact}。",
            when=_ends(Ending.TOLD),
        ),
        Block("remedy", "{remedy}"),
        Block(
            "contact",
            "如需咨询，可以联系{unit}，电话：{unit_phone}，地址：{unit_address}。",
            when=lambda context: bool(context.get("unit_phone")),
        ),
    ),
    elements=(
        Element("ending", "没有选结果", key="ending", fits=_is_ending),
        Element("checked", "没有写核实的情况", key="checked", block="checked"),
        _needed("before", "没有写更正以前是什么", Ending.CORRECTED),
        _needed("after", "没有写更正以后是什么", Ending.CORRECTED),
        _needed("reason", "没有写不予更正的理由", Ending.REFUSED),
        _needed("other_organ", "没有写哪个机关有权更正", Ending.FORWARDED, Ending.TOLD),
        _needed("other_contact", "没有写机关的联系方式", Ending.FORWARDED, Ending.TOLD),
        *remedy_elements(),
    ),
    is_served=is_served,
    duties=("law.A4.41",),
)


def register_letters() -> None:
    register(R_8)
