"""What is typed into a consultation, an opinion and a result, field by field."""

from collections.abc import Callable, Iterable
from typing import Any

from disclosure.consultations.codes import (
    ALWAYS,
    ELEMENTS,
    Category,
    Exclusion,
    Fault,
    LegalKind,
    Participation,
    PersonKind,
    PublishWay,
    Scope,
    Stance,
    Verdict,
)
from disclosure.consultations.models import NAME_LENGTH, TITLE_LENGTH
from portal.field_table import Field, Refused, choice, day, flag, line, paragraphs

TEXT_LENGTH = 20_000
DRAFT_LENGTH = 100_000
OPINION_LENGTH = 3000
ANSWER_LENGTH = 3000
CONTACT_LENGTH = 200
REASON_LENGTH = 1000
LONGEST_PERIOD = 365


def _several(values: Iterable[str], always: str) -> Callable[[str, Any], list[str]]:
    """Some of the values, in their order; ``always`` is among them whatever was ticked."""
    known = list(values)

    def read(label: str, value: Any) -> list[str]:
        given = value if isinstance(value, list | tuple) else []
        if wrong := [str(each) for each in given if each not in known]:
            raise Refused(f"{label}里没有“{wrong[0][:20]}”这一项")
        return [code for code in known if code in given or code == always]

    return read


def _required_day(label: str, value: Any) -> Any:
    found = day(label, value)
    if found is None:
        raise Refused(f"请填写{label}")
    return found


def _days(label: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST_PERIOD:
        raise Refused(f"{label}请填1到{LONGEST_PERIOD}的整数")
    return value


CONSULTATION = {
    "title": Field("标题", line(TITLE_LENGTH, required=True)),
    "category": Field("预公开事项", choice(Category.values, required=True)),
    "scope": Field("参与事项范围", choice(Scope.values, required=True)),
    "legal_kind": Field("适用的期限", choice(LegalKind.values, required=True)),
    "publish_ways": Field("公布方式", _several(PublishWay.values, ALWAYS["publish_ways"])),
    "participation": Field("参与方式", _several(Participation.values, ALWAYS["participation"])),
    **{
        row.name: Field(row.label, paragraphs(DRAFT_LENGTH if row.name == "draft" else TEXT_LENGTH)) for row in ELEMENTS
    },
    "days": Field("征求意见几日", _days),
    "short_reason": Field("缩短期限的理由", paragraphs(REASON_LENGTH)),
}
DECIDED = {"decided_on": Field("决定预公开的日子", _required_day)}
SECRECY = {"opinion": Field("保密审查意见", paragraphs(REASON_LENGTH, required=True))}
EXEMPTION = {
    "exclusion": Field("不适用的情形", choice(Exclusion.values, required=True)),
    "exclusion_basis": Field("不适用的依据", paragraphs(REASON_LENGTH, required=True)),
}
EXTENSION = {
    "ends_on": Field("延长到", _required_day),
    "extended_reason": Field("延长的理由", paragraphs(REASON_LENGTH, required=True)),
}
OPINION = {
    "stance": Field("态度", choice(Stance.values, required=True)),
    "text": Field("意见", paragraphs(OPINION_LENGTH, required=True)),
    "person_kind": Field("您是", choice(PersonKind.values, required=True)),
    "district": Field("所在地区", line(NAME_LENGTH)),
    "name": Field("姓名、单位", line(NAME_LENGTH)),
    "contact": Field("联系方式", line(CONTACT_LENGTH)),
    "consents": Field("是否同意公开", flag),
}
WHO = {name: OPINION[name] for name in ("person_kind", "district")}
SHOWN = {"shown_text": Field("公开的文字", paragraphs(OPINION_LENGTH, required=True))}
FAULT = {"fault": Field("情形", choice(Fault.values, required=True))}
THEME = {
    "title": Field("主题", line(NAME_LENGTH, required=True)),
    "summary": Field("主要观点", paragraphs(ANSWER_LENGTH)),
}
VERDICT = {
    "verdict": Field("采纳情况", choice(Verdict.values, required=True)),
    "reason": Field("理由", paragraphs(ANSWER_LENGTH)),
}
RESULT = {"result_summary": Field("采纳情况说明", paragraphs(TEXT_LENGTH, required=True))}
