"""What may be written about a data set."""

import re
from typing import Any

from disclosure.datasets.codes import Domain, Period
from disclosure.datasets.models import TITLE_LENGTH
from portal.field_table import Field, choice, line, paragraphs

KEYWORDS_AT_MOST = 8
NOTE = {"note": Field("这一版改了什么", line(200))}
_SEPARATORS = re.compile(r"[、,，;；\s]+")


def _keywords(label: str, value: Any) -> str:
    """Typed with any separator, kept with one."""
    text = line(100)(label, value)
    words = dict.fromkeys(word for word in _SEPARATORS.split(text) if word)
    return "、".join(list(words)[:KEYWORDS_AT_MOST])


DATASET: dict[str, Field] = {
    "title": Field("名称", line(TITLE_LENGTH, required=True)),
    "description": Field("说明", paragraphs(2000, required=True)),
    "domain": Field("领域", choice(Domain.values, required=True)),
    "keywords": Field("关键词", _keywords),
    "contact": Field("联系方式", line(100, required=True)),
    "period": Field("更新频率", choice(Period.values, required=True)),
}
