"""The texts everybody would read, as the screening and the gates read them. Imports no model."""

from collections.abc import Mapping
from typing import Any

from disclosure.consultations.codes import ELEMENTS
from portal.screening.locating import Part

TEXTS = {"title": "标题"} | {row.name: row.label for row in ELEMENTS} | {"short_reason": "缩短期限的理由"}
RESULT = {"result_summary": "采纳情况说明"}


def parts_of(consultation: Any) -> list[Part]:
    """What is opened."""
    return typed({name: getattr(consultation, name) for name in TEXTS})


def typed(values: Mapping[str, Any]) -> list[Part]:
    """The same of values nobody has stored yet."""
    labels = TEXTS | RESULT
    return [Part(name, labels[name], str(value)) for name, value in values.items() if name in labels]


def result_parts_of(consultation: Any) -> list[Part]:
    """What is published with the result: the statement, the themes and what is answered to each opinion alone."""
    parts = [Part("result_summary", RESULT["result_summary"], consultation.result_summary)]
    for theme in consultation.themes.all():
        parts += [Part(f"theme-{theme.pk}", f"主题“{theme.title}”", f"{theme.title}\n{theme.summary}\n{theme.reason}")]
    alone = consultation.opinions.exclude(verdict_reason="").order_by("pk")
    parts += [
        Part(f"opinion-{pk}", f"意见{number}的答复", text)
        for pk, number, text in alone.values_list("pk", "number", "verdict_reason")
    ]
    return parts
