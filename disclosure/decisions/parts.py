"""The texts everybody would read, as the screening and the gates read them. Imports no model."""

from collections.abc import Iterable, Mapping
from typing import Any

from disclosure.decisions.steps import BY_CODE, StepRow
from portal.screening.locating import Part

TEXTS = {"title": "标题", "matter": "要决定什么", "reasons": "为什么启动"}
BASIS = {"exclusion_basis": "不适用的依据"}


def parts_of(decision: Any) -> list[Part]:
    """The decision itself and every record of its steps."""
    parts = typed({name: getattr(decision, name) for name in TEXTS | BASIS})
    for record in decision.records.all():
        parts += record_parts(record.code, record.step, record.values, record.reason)
    return parts


def typed(values: Mapping[str, Any]) -> list[Part]:
    labels = TEXTS | BASIS
    return [Part(name, labels[name], str(value)) for name, value in values.items() if name in labels]


def record_parts(code: str, step: str, values: Mapping[str, Any], reason: str = "") -> list[Part]:
    """``code`` names the record; what stays inside is screened for marks alone, when it is typed."""
    row = BY_CODE[step]
    lines = [str(values[item.name]) for item in row.items if not item.inside and values.get(item.name)]
    return [Part(code, row.name, "\n".join([*lines, reason]))]


def marked(row: StepRow, values: Mapping[str, Any]) -> list[Part]:
    """Every text of a step at its own field, for the refusal of 密级标志."""
    return [Part(item.name, item.label, str(values.get(item.name, ""))) for item in row.items]


def plain(values: Mapping[str, str], labels: Mapping[str, str]) -> list[Part]:
    return [Part(name, labels[name], text) for name, text in values.items()]


HEARING = {
    "topic": "听证事项",
    "place": "地点",
    "selection": "遴选办法",
    "how_to_apply": "怎么报名",
    "people": "听证参加人",
    "summary": "听证情况",
    "outcome": "听证意见怎么研究采纳的",
}


def hearing_parts(hearing: Any) -> list[Part]:
    return [Part(name, label, getattr(hearing, name)) for name, label in HEARING.items()]


def where_is_open(found: Iterable[Any]) -> set[str]:
    """Codes of the parts in which something was found that nobody decided about."""
    return {row.code if hasattr(row, "code") else row.part for row in found}
