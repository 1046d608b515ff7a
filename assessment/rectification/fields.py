"""What a person types about a rectification, and what a notice says when nobody wrote otherwise."""

from typing import Any

from portal.field_table import Field, Refused, flag, line, paragraphs

LONG = 4000
DAYS_AT_MOST = 60

BASIS = "本市政府信息公开考评规定第七条"
DEMAND = "逐项查明原因，在期限内改正；同类问题一并检查、一并改正。"
REPLY_WAY = "在本平台填写整改情况，附改正以后的证据，由公开工作机构负责人或者主要负责人提交。"


def _days(label: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= DAYS_AT_MOST:
        raise Refused(f"{label}请填1到{DAYS_AT_MOST}的整数")
    return value


DRAFTED = {
    "basis": Field("依据", line(200, required=True)),
    "demand": Field("整改要求", paragraphs(LONG, required=True)),
    "reply_way": Field("反馈方式", paragraphs(LONG, required=True)),
    "days": Field("整改期限", _days),
}
ANSWERED = {"text": Field("整改情况", paragraphs(LONG, required=True))}
CIRCULATED = {
    "words": Field("通报内容", paragraphs(LONG, required=True)),
    "refers": Field("作为责任追究线索", flag),
}
