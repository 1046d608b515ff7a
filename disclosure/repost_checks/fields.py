"""What is written about a check."""

from typing import Any

from disclosure.repost_checks.models import NOTE_LENGTH
from portal.field_table import Field, Refused, day, paragraphs


def _percent(label: str, value: Any) -> int:
    if type(value) is not int or not 1 <= value <= 100:
        raise Refused(f"{label}要填1到100的整数")
    return value


CHECK: dict[str, Field] = {
    "starts_on": Field("检查时段从", day),
    "ends_on": Field("检查时段到", day),
    "threshold": Field("要求的转载率", _percent),
    "note": Field("检查说明", paragraphs(NOTE_LENGTH)),
}
