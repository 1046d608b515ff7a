"""What is typed into a catalogue, a decision, a hearing and a waiver, field by field."""

from datetime import datetime
from typing import Any

from disclosure.consultations.codes import Category, Exclusion
from disclosure.decisions.codes import Ground
from disclosure.decisions.models.catalogue import ITEM_LENGTH
from disclosure.decisions.models.decision import TITLE_LENGTH
from disclosure.decisions.models.hearing import LINE_LENGTH
from portal.field_table import Field, Refused, choice, day, flag, line, paragraphs, web_address

TEXT_LENGTH = 20_000
REASON_LENGTH = 1000
YEARS = (2019, 2100)
"""The first is that of the regulation the catalogue comes from."""


def _year(label: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not YEARS[0] <= value <= YEARS[1]:
        raise Refused(f"{label}请填{YEARS[0]}到{YEARS[1]}的年份")
    return value


def _required_day(label: str, value: Any) -> Any:
    found = day(label, value)
    if found is None:
        raise Refused(f"请填写{label}")
    return found


def _moment(label: str, value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise Refused(f"请填写{label}，写明几点几分")
    return value


YEAR = {"year": Field("年度", _year)}
ITEM = {
    "title": Field("事项", line(ITEM_LENGTH, required=True)),
    "category": Field("类别", choice(Category.values, required=True)),
    "planned": Field("计划完成时间", line(40)),
    "exclusion": Field("不适用的情形", choice(Exclusion.values)),
    "exclusion_basis": Field("不适用的依据", paragraphs(REASON_LENGTH)),
}
AGREEMENT = {
    "agreed_on": Field("同级党委同意的日子", _required_day),
    "agreement": Field("同意的依据", line(200, required=True)),
}
DECISION = {
    "title": Field("事项", line(TITLE_LENGTH, required=True)),
    "category": Field("类别", choice(Category.values, required=True)),
    "matter": Field("要决定什么", paragraphs(TEXT_LENGTH)),
    "reasons": Field("为什么启动", paragraphs(TEXT_LENGTH)),
    "must_hear": Field("法律、法规、规章规定应当听证", flag),
}
EXEMPTION = {
    "exclusion": Field("不适用的情形", choice(Exclusion.values, required=True)),
    "exclusion_basis": Field("不适用的依据", paragraphs(REASON_LENGTH, required=True)),
}
LEFT_OUT = {"reason": Field("理由", paragraphs(REASON_LENGTH, required=True))}
HEARING = {
    "topic": Field("听证事项", line(LINE_LENGTH, required=True)),
    "held_at": Field("时间", _moment),
    "place": Field("地点", line(LINE_LENGTH)),
    "selection": Field("遴选办法", paragraphs(REASON_LENGTH)),
    "how_to_apply": Field("怎么报名", paragraphs(REASON_LENGTH)),
}
PEOPLE = {"people": Field("听证参加人", paragraphs(TEXT_LENGTH, required=True))}
SERVED = {"served_on": Field("材料送达的日子", _required_day)}
POSTPONED = {"held_at": HEARING["held_at"]}
HELD = {
    "summary": Field("听证情况", paragraphs(TEXT_LENGTH, required=True)),
    "outcome": Field("听证意见怎么研究采纳的", paragraphs(TEXT_LENGTH, required=True)),
}
WAIVER = {
    "ground": Field("情形", choice(Ground.values, required=True)),
    "basis": Field("依据", paragraphs(REASON_LENGTH, required=True)),
    "address": Field("在哪里征求的", web_address),
}
