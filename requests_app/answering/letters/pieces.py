"""What all answer letters have in common: head, foot, and the elements the law wants in every one (law.md B2, B3)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from portal.letters.templates import Block, BlockKind, Context, Element, LetterTemplate, Series, When
from requests_app.answering.rules import is_full_article
from requests_app.cases.letter_context import BASE_NAMES
from requests_app.serving.selectors import is_served

IN_FORCE = date(2024, 1, 1)
"""The Administrative Reconsideration Law of 2023, whose remedies these letters tell."""

ANSWER = Series(code="foi", field="公开")
RECEIPT = Series(code="foi_receipt", field="公开", word="回执")

REMEDY_NAMES = {"remedy": "救济告知", "review_url": "网上申请行政复议的渠道"}

NAMES = (
    BASE_NAMES
    | REMEDY_NAMES
    | {
        "articles": "依据（到条款项）",
        "reasons": "理由",
        "called": "文书的称呼",
        "which": "就哪几项",
        "again": "重新处理的说明",
        "corrected": "补正的说明",
        "files": "提供的信息",
        "accesses": "获取的方式、途径",
        "times": "可以获取的时间",
        "withheld": "不予公开的部分",
        "form_changes": "改变提供形式的理由",
        "fee_words": "缴费事项",
        "separability": "能否区分处理的说明",
        "statutes": "依据的法律、行政法规和办理渠道",
        "consulted": "征求第三方意见的情况",
        "searches": "检索的范围、方法和结果",
        "other_organs": "负责公开的机关名称、联系方式",
        "course": "经过",
        "channels": "可以反映的渠道",
        "earlier": "前次答复的文号、日期",
    }
)


def remedy_elements() -> tuple[Element, ...]:
    """For every letter somebody may act against: who reviews, within which time, and how over the internet
    (《行政复议法》第二十二条第二款、第二十三条第二款)."""
    return (
        Element("remedy", "没有救济告知", key="remedy", verbatim=True),
        Element("review_url", "没有写网上申请行政复议的渠道", key="review_url", verbatim=True),
    )


def articles_element() -> Element:
    return Element("articles", "没有写依据，或者依据没有写到条款项", key="articles", verbatim=True, fits=_are_full)


def reason_element() -> Element:
    return Element("reason", "没有写理由", key="reasons", block="reason")


def needed(key: str, block: str) -> Element:
    """This key must say something, and so must its block after the clerk's edits."""
    return Element(key, f"没有写{NAMES[key]}", key=key, block=block)


def told(key: str) -> When:
    """The block stands when there is something to say."""
    return lambda context: bool(context.get(key))


def has_way(code: str) -> When:
    return lambda context: code in context.get("ways", ())


def lines(code: str, key: str, *, label: str = "", when: When | None = None) -> Block:
    """One paragraph for each entry; a ``label`` makes it the clerk's to reword."""
    block = Block(code, f"{{{key}}}", kind=BlockKind.ITEMS, label=label, editable=bool(label))
    return block if when is None else Block(code, block.text, block.kind, label, block.editable, when=when)


REASON = lines("reason", "reasons", label="理由", when=told("reasons"))


def answer(
    code: str,
    title: str,
    *blocks: Block,
    elements: Sequence[Element] = (),
    names: Mapping[str, str] | None = None,
    duties: tuple[str, ...] = (),
) -> LetterTemplate:
    """An answer: what was asked, ``blocks``, what it rests on, the remedy, and whom to ask."""
    return LetterTemplate(
        code=code,
        version=1,
        title=title,
        series=ANSWER,
        in_force_from=IN_FORCE,
        names=NAMES | dict(names or {}),
        blocks=(*_HEAD, *blocks, *_FOOT),
        elements=(*elements, articles_element(), *remedy_elements()),
        is_served=is_served,
        duties=duties,
    )


_HEAD = (
    Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
    Block("intro", "本机关于{received_on}收到{you}{channel}的政府信息公开申请（申请编号：{number}）。"),
    Block("corrected", "{corrected}", continues=True, when=told("corrected")),
    Block("asked", "{you}申请公开的内容是："),
    Block("items", "{items}", kind=BlockKind.ITEMS),
    Block("again", "{again}", when=told("again")),
)
_FOOT = (
    Block("law", "以上{called}依据{articles}作出。"),
    Block("remedy", "{remedy}"),
    Block("contact", "如需咨询，可以联系{unit}，电话：{unit_phone}，地址：{unit_address}。", when=told("unit_phone")),
)


def _are_full(value: Any, _context: Context) -> bool:
    return all(is_full_article(text) for text in value)
