"""What is typed into a clarification, field by field."""

from datetime import datetime
from typing import Any

from portal.clock import SHANGHAI
from portal.field_table import Field, Refused, choice, day, flag, line, paragraphs, web_address
from sentiment.clarification.codes import Channel, Effect, Kind, NameOf
from sentiment.clarification.models import NUMBER_LENGTH, TITLE_LENGTH

LONG = 4000


def _channels(label: str, value: Any) -> list[str]:
    given = list(value or [])
    if unknown := [each for each in given if each not in Channel.values]:
        raise Refused(f"{label}里没有“{str(unknown[0])[:20]}”这一项")
    return [each.value for each in Channel if each in given]


def _moment(label: str, value: Any) -> datetime:
    """A moment without a zone is one of this city."""
    if not isinstance(value, datetime):
        raise Refused(f"请填写{label}")
    return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)


FOUND = {
    "kind": Field("类型", choice(Kind.values, required=True)),
    "title": Field("标题", line(TITLE_LENGTH, required=True)),
    "claim": Field("不实的说法", paragraphs(LONG, required=True)),
    "seen_where": Field("在哪里看到的", paragraphs(LONG, required=True)),
    "harm": Field("可能的影响", paragraphs(LONG)),
    "found_at": Field("发现时间", _moment),
}
WORDS = {
    "title": FOUND["title"],
    "claim": FOUND["claim"],
    "statement": Field("准确的信息", paragraphs(LONG, required=True)),
    "basis": Field("事实依据", paragraphs(LONG, required=True)),
}
WRITTEN = WORDS | {
    "name_of": Field("以谁的名义", choice(NameOf.values, required=True)),
    "is_sensitive": Field("涉及重要事项或者敏感问题", flag),
    "channels": Field("发布渠道", _channels),
}
CITY = {"city_approval": Field("批准的依据", line(NUMBER_LENGTH, required=True))}
RELEASE = {
    "channel": Field("渠道", choice(Channel.values, required=True)),
    "released_at": Field("发布时间", _moment),
    "outlet": Field("媒体或者栏目", line(100, required=True)),
    "link": Field("网址", web_address),
}
EVALUATION = {
    "effect": Field("效果", choice(Effect.values, required=True)),
    "effect_note": Field("效果说明", paragraphs(LONG, required=True)),
}
TRANSFER = {
    "authority": Field("移送给", line(100, required=True)),
    "letter_number": Field("移送函文号", line(NUMBER_LENGTH, required=True)),
    "transferred_on": Field("移送日期", day),
    "matter": Field("移送的情况和线索", paragraphs(LONG, required=True)),
}
OPINION = {"opinion": Field("意见", paragraphs(2000))}
