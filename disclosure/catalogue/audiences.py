"""适用对象: for whom a document is, so that they can be told of it (S1-6.5). Pure."""

from collections.abc import Iterable
from typing import Any

from portal.field_table import Refused

AUDIENCES = (
    "企业",
    "个体工商户",
    "农民",
    "老人",
    "学生和家长",
    "残疾人",
    "妇女儿童",
    "求职就业人员",
    "退役军人",
    "困难群众",
    "新市民",
)
"""The code list. A document is for everybody where none is chosen."""

LENGTH = 120
CHOICES = tuple((name, name) for name in AUDIENCES)
_BETWEEN = "、"


def split(text: str) -> list[str]:
    """The audiences of a stored text."""
    return [name for name in text.split(_BETWEEN) if name]


def joined(names: Iterable[str]) -> str:
    """As it is stored: in the order of the list, each once."""
    chosen = set(names)
    return _BETWEEN.join(name for name in AUDIENCES if name in chosen)


def several(label: str, value: Any) -> str:
    """The reader of the field: a list, or the text as it is stored."""
    given = split(value) if isinstance(value, str) else list(value or ())
    unknown = [str(name)[:20] for name in given if name not in AUDIENCES]
    if unknown:
        raise Refused(f"{label}里没有“{unknown[0]}”这一项")
    return joined(given)
