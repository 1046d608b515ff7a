"""What an answer says: one row per element, and when it has to be there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sentiment.responses.codes import Form, Kind


@dataclass(frozen=True, slots=True)
class Element:
    """``required`` takes the answer. ``public`` elements stand on the page."""

    field: str
    label: str
    required: Callable[[Any], bool]
    public: bool = True
    duties: tuple[str, ...] = ()


def always(_response: Any) -> bool:
    return True


def _explains(response: Any) -> bool:
    """S4-1.13b: in matters of livelihood an answer explains; a first statement within hours cannot yet."""
    return bool(response.ticket.livelihood) and response.kind in {Kind.REPLY, Kind.RESULT}


def _ends(response: Any) -> bool:
    return bool(response.kind == Kind.RESULT)


def is_conference(response: Any) -> bool:
    return bool(response.form == Form.CONFERENCE)


ELEMENTS = (
    Element("question", "群众关切", always, duties=("S0-3.3",)),
    Element("body", "回应内容", always),
    Element("fact_basis", "事实依据", always, public=False),
    Element("causes", "问题成因", _explains, duties=("S4-1.13b",)),
    Element("solution", "解决方案", _explains, duties=("S4-1.13b",)),
    Element("limits", "制约因素", _explains, duties=("S4-1.13b",)),
    Element("result", "处置结果", _ends, duties=("S3-4.4.1", "S3-4.4.6")),
    Element("place", "发布会地点和发布人", is_conference, duties=("S4-1.12c",)),
)
SCREENED = ("title", *(row.field for row in ELEMENTS))
LABELS = {"title": "标题"} | {row.field: row.label for row in ELEMENTS}
