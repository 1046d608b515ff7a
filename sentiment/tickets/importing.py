"""From a row of a monitoring system's export to the values of a ticket."""

from collections.abc import Mapping
from typing import Any

from disclosure.documents.importing.mapping import cell_text
from portal.domains import Domain
from sentiment.tickets.codes import Kind, Level, Source

HEADINGS: dict[str, tuple[str, ...]] = {
    "title": ("标题", "题目"),
    "facts": ("基本情况", "内容", "摘要"),
    "links": ("原始链接", "链接", "网址"),
    "source": ("来源",),
    "source_note": ("来源说明", "媒体", "平台"),
    "kind": ("类别", "类型"),
    "domain": ("领域",),
    "happened_at": ("事发时间",),
    "known_at": ("知悉时间", "发现时间"),
    "level": ("级别", "等级"),
    "concerned": ("涉事单位", "责任单位"),
}
REQUIRED = ("title", "facts", "known_at")
_CODES: dict[str, dict[str, str]] = {
    name: {str(label): value for value, label in codes.choices}
    for name, codes in (("source", Source), ("kind", Kind), ("domain", Domain), ("level", Level))
}
_DEFAULTS = {"source": Source.MONITOR.value, "kind": Kind.INTERESTS.value, "level": Level.ORDINARY.value}


def lacking(headings: Mapping[str, Any]) -> str:
    """What a file lacks of the columns every row needs, in Chinese; empty when it has them."""
    missing = [HEADINGS[name][0] for name in REQUIRED if not set(HEADINGS[name]) & set(headings)]
    return f"表里没有这些列：{'、'.join(missing)}。第一行写列名" if missing else ""


def values_of(row: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values as a person would type them, and the names of the organs concerned."""
    cells = {name: _cell(row, names) for name, names in HEADINGS.items()}
    organs = [part for part in cells.pop("concerned").replace("，", "、").split("、") if part]
    values = {name: _CODES.get(name, {}).get(text, text) for name, text in cells.items()}
    return {name: text or _DEFAULTS.get(name, "") for name, text in values.items()}, organs


def _cell(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    found = next((row[name] for name in names if row.get(name) not in (None, "")), "")
    return cell_text(found).strip()
