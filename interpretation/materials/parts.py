"""What of an explanation the public will read: the texts that are screened before they leave. Imports no model."""

from collections.abc import Mapping
from typing import Any

from interpretation.materials.elements import BY_CODE, ELEMENTS
from portal.screening.locating import Part

SCREENED = {
    "title": "标题",
    "lead": "导语",
    "alternative": "替代文字、文字稿",
    "channel": "解读渠道",
    "first_interpreter": "第一解读人",
}


def fields(material: Any) -> list[Part]:
    """All of them, so that what was emptied is looked at as well."""
    plain = [Part(name, label, getattr(material, name)) for name, label in SCREENED.items()]
    return [*plain, *(Part(row.code, row.label, material.elements.get(row.code, "")) for row in ELEMENTS)]


def texts(material: Any) -> list[Part]:
    """Those that are filled in."""
    return [part for part in fields(material) if part.text]


def typed(values: Mapping[str, Any]) -> list[Part]:
    """The same of values nobody has stored yet."""
    labels = SCREENED | {code: row.label for code, row in BY_CODE.items()}
    return [Part(name, labels[name], value) for name, value in values.items() if name in labels and value]


def whole_text(material: Any) -> str:
    """Everything it says in one piece, for the comparison with the document."""
    said = (material.elements.get(row.code, "") for row in ELEMENTS)
    return "\n".join(text for text in (material.lead, *said) if text)
