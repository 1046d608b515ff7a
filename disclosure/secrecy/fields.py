"""What is written about a term of secrecy, and what must not be."""

import re
from datetime import date
from typing import Any

from disclosure.secrecy.models import DESIGNATION_LENGTH
from disclosure.secrecy.states import Level
from portal.deadlines.legal_rules.secrecy import LONGEST_TERM
from portal.field_table import Field, Refused, choice, day, line

_MARK = re.compile("★|绝密|机密|秘密")


def _designation(label: str, value: Any) -> str:
    text = line(DESIGNATION_LENGTH, required=True)(label, value)
    if _MARK.search(text):
        raise Refused("代称里不要写密级标志，也不要写涉密的标题和内容，用编号或者通用名称")
    return text


TERM: dict[str, Field] = {
    "designation": Field("代称", _designation),
    "level": Field("密级", choice(Level.values, required=True)),
    "determined_on": Field("定密日期", day),
    "ends_on": Field("保密期限到", day),
    "determined_by": Field("定密责任人", line(100, required=True)),
    "basis": Field("定密依据", line(200, required=True)),
}
REDETERMINED = ("level", "ends_on", "determined_by", "basis")


def fault_of(level: str, *, start: date, ends_on: date | None) -> str:
    """Why the last day cannot stand, in Chinese; empty when it can. The law caps the years by 密级."""
    years = LONGEST_TERM[level]
    if ends_on is None:
        return "请填写保密期限到哪一天"
    if ends_on <= start:
        return "保密期限要晚于定密的日子"
    if ends_on > years_later(start, years):
        return f"{level}的保密期限最长{years}年，到{years_later(start, years)}为止"
    return ""


def years_later(day_: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February where there is none."""
    try:
        return day_.replace(year=day_.year + years)
    except ValueError:
        return day_.replace(year=day_.year + years, day=28)
