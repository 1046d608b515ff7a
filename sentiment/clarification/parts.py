"""The words of a clarification that everybody reads, as the screening and the gates read them. Imports no model."""

from typing import Any

from portal.screening.locating import Part

NAMES = {"title": "标题", "claim": "不实的说法", "statement": "准确的信息", "basis": "事实依据"}


def parts_of(clarification: Any) -> list[Part]:
    return [Part(name, label, getattr(clarification, name)) for name, label in NAMES.items()]
