"""The words of a meeting that everybody comes to read. Imports no model."""

from typing import Any

from portal.screening.locating import Part

PLAN = {"title": "名称", "summary": "内容", "place": "地点"}
ITEM = {
    "title": "议题",
    "reporter": "汇报单位",
    "adoption_statement": "意见收集和采纳情况说明",
    "outcome": "议定的事项",
}


def item_code(item: Any, field: str) -> str:
    """What the screening calls a text of an item."""
    return f"item-{item.pk}-{field}"


def file_code(row: Any) -> str:
    """What the screening calls a file of a meeting."""
    return f"file:{row.file_id}"


def parts_of(session: Any) -> list[Part]:
    """All of it: the announcement and the result of one meeting."""
    names = PLAN | {"record": "会议情况"}
    parts = [Part(name, label, getattr(session, name)) for name, label in names.items()]
    for item in session.items.filter(is_withheld=False).order_by("position"):
        parts += [
            Part(item_code(item, name), f"第{item.position}项{label}", getattr(item, name))
            for name, label in ITEM.items()
        ]
    return parts
