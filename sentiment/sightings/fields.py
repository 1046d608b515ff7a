"""What a monitoring system may say about one finding: what a person types into a ticket, and whose number it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.errors import InvalidInput
from portal.field_table import Field, Refused, as_text, checked, line
from sentiment.sightings.models import EXTERNAL_ID_LENGTH
from sentiment.tickets import fields as of_ticket
from sentiment.tickets.codes import Kind, Level, Source

ORGANS_AT_MOST = 20
_CODE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """``values`` are those of a ticket; ``concerned`` are codes of organs, the first of several leads; ``policy`` is
    the address or number of a document."""

    external_id: str
    values: dict[str, Any]
    concerned: tuple[str, ...]
    policy: str


def _codes(label: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > ORGANS_AT_MOST:
        raise Refused(f"{label}请写成最多{ORGANS_AT_MOST}个机关代码的列表")
    return tuple(dict.fromkeys(line(_CODE_LENGTH, required=True)(label, each) for each in value))


def _links(label: str, value: Any) -> str:
    """A list of addresses, or one a line."""
    rows = [as_text(each) for each in value] if isinstance(value, list) else [as_text(value)]
    text: str = of_ticket.REGISTER["links"].read(label, "\n".join(rows))
    return text


OWN: Mapping[str, Field] = {
    "external_id": Field("监测系统编号", line(EXTERNAL_ID_LENGTH, required=True)),
    "concerned": Field("涉事单位", _codes),
    "policy": Field("引起舆情的政策文件", line(200)),
}
TABLE: Mapping[str, Field] = {**of_ticket.REGISTER, **OWN, "links": Field("原始链接", _links)}
_DEFAULTS: dict[str, Any] = {
    "external_id": "",
    "concerned": [],
    "policy": "",
    "title": "",
    "facts": "",
    "known_at": None,
    "source": Source.MONITOR.value,
    "kind": Kind.INTERESTS.value,
    "level": Level.ORDINARY.value,
}


def read(row: Any, *, at: datetime) -> Finding:
    """Raises ``InvalidInput`` with one message per wrong field."""
    if not isinstance(row, dict):
        raise InvalidInput({"": "每一条请写成一个对象"})
    if unknown := [str(name)[:60] for name in row if name not in TABLE]:
        raise InvalidInput(dict.fromkeys(unknown, "没有这一项，请看接口说明"))
    clean = checked(TABLE, _DEFAULTS | row)
    own = {name: clean.pop(name) for name in OWN}
    return Finding(own["external_id"], of_ticket.read(clean, at=at), own["concerned"], own["policy"])
