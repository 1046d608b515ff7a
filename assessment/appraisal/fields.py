"""What a person types about an appraisal, and the sheet it begins with."""

from typing import Any

from assessment.appraisal.models import ITEM_LENGTH
from assessment.appraisal.states import LEAST, LEAST_AT_LEAST, LEAST_AT_MOST, Dimension
from portal.field_table import Field, Refused, day, line, paragraphs
from portal.subjects import TITLE_LENGTH

LONG = 4000
ITEMS_AT_MOST = 20
INVITED_AT_MOST = 300

SHEET: tuple[tuple[str, str], ...] = (
    (Dimension.ORGANISATION, "有人负责公开，找得到人、电话打得通"),
    (Dimension.DISCLOSURE, "该公开的都公开了，内容真实、及时"),
    (Dimension.DISCLOSURE, "申请公开、留言提问能按时得到答复"),
    (Dimension.EFFECT, "公开的信息有用，对办事、了解政策有帮助"),
)
"""Dimension and text."""


def _required_day(label: str, value: Any) -> Any:
    found = day(label, value)
    if found is None:
        raise Refused(f"请填写{label}")
    return found


def _least(label: str, value: Any) -> int:
    found = LEAST if value in (None, "") else value
    if not isinstance(found, int) or isinstance(found, bool) or not LEAST_AT_LEAST <= found <= LEAST_AT_MOST:
        raise Refused(f"{label}请填{LEAST_AT_LEAST}到{LEAST_AT_MOST}的整数")
    return found


STARTED = {
    "title": Field("名称", line(TITLE_LENGTH, required=True)),
    "notice": Field("通知（告示）", paragraphs(LONG, required=True)),
    "ends_on": Field("截止日期", _required_day),
    "least": Field("几份起公布得分", _least),
}
BRIEFED = {
    "briefed_on": Field("日期", _required_day),
    "briefing": Field("查阅了什么、听取了谁的汇报", paragraphs(LONG, required=True)),
}
ITEM = Field("题目", line(ITEM_LENGTH, required=True))
SUMMARY = {"summary": Field("结果说明", paragraphs(LONG, required=True))}
OUTSIDE = {
    "outside_source": Field("受委托的单位", line(TITLE_LENGTH, required=True)),
    "outside_method": Field("调查方法", paragraphs(LONG, required=True)),
}
