"""What is typed on a decision, field by field."""

from collections.abc import Sequence
from typing import Any

from portal import typed_text
from portal.field_table import Field, Refused, choice, day, line, paragraphs
from requests_app.answering.states import Separability
from requests_app.outcomes import Element

TEXT_LENGTH = 5000
ARTICLES_AT_MOST = 12
ARTICLE_LENGTH = 120


def articles(label: str, value: Any) -> list[str]:
    """A sequence of citations, or one a line; blanks and doubles fall away."""
    if not isinstance(value, str | Sequence):
        raise Refused(f"{label}一条写一行")
    lines = value.splitlines() if isinstance(value, str) else value
    found = list(dict.fromkeys(typed_text.line(str(each)) for each in lines if typed_text.line(str(each))))
    if len(found) > ARTICLES_AT_MOST:
        raise Refused(f"{label}最多{ARTICLES_AT_MOST}条")
    for text in found:
        if fault := typed_text.fault(text, label=label, at_most=ARTICLE_LENGTH):
            raise Refused(fault)
    return found


DECISION: dict[str, Field] = {
    "skipped": Field("跳过步骤的理由", line(300)),
    "separability": Field("能否区分处理", choice(Separability.values)),
    "separability_note": Field("区分处理的说明", paragraphs(TEXT_LENGTH)),
    "articles": Field("依据", articles),
    "reason": Field("理由", paragraphs(TEXT_LENGTH)),
    "access": Field("获取的方式、途径", paragraphs(TEXT_LENGTH)),
    "available_on": Field("可以获取的时间", day),
    "search_record": Field("检索的范围、方法和结果", paragraphs(TEXT_LENGTH)),
    "other_organ": Field("负责公开的机关名称、联系方式", paragraphs(TEXT_LENGTH)),
    "earlier_reply": Field("前次答复的文号、日期", line(200)),
    "channel": Field("可以反映的渠道", paragraphs(TEXT_LENGTH)),
    "statute": Field("依据的法律、行政法规和办理渠道", paragraphs(TEXT_LENGTH)),
    "form_change_reason": Field("改变提供形式的理由", paragraphs(TEXT_LENGTH)),
    "third_party_note": Field("没有征求第三方意见的理由", paragraphs(TEXT_LENGTH)),
}

ELEMENT_LABELS = {
    Element.ACCESS: "获取的方式、途径",
    Element.WHEN: "可以获取的时间",
    Element.FILES: "提供的信息",
    Element.REASON: "理由",
    Element.SEARCH: "检索的范围、方法和结果",
    Element.ORGAN: "负责公开的机关名称、联系方式",
    Element.EARLIER: "前次答复的文号、日期",
    Element.CHANNEL: "可以反映的渠道",
    Element.STATUTE: "依据的法律、行政法规和办理渠道",
}
