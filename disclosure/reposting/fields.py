"""What is written about sources and tasks."""

import re
from typing import Any

from disclosure.reposting.states import SourceLevel
from portal.field_table import Field, Refused, choice, flag, line, web_address

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")


def _host(label: str, value: Any) -> str:
    text = line(100, required=True)(label, value).lower()
    if not _HOST.fullmatch(text):
        raise Refused("只填域名，例如 www.gov.cn，不带 http 和斜杠")
    return text


SOURCE: dict[str, Field] = {
    "name": Field("来源名称", line(100, required=True)),
    "host": Field("网站域名", _host),
    "level": Field("级别", choice(SourceLevel.values, required=True)),
    "is_active": Field("在用", flag),
}
TASK: dict[str, Field] = {
    "title": Field("标题", line(300, required=True)),
    "link": Field("原文链接", web_address),
}
