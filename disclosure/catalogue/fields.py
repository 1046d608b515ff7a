"""What may be written about a column, a guide, a regulation."""

from typing import Any

from disclosure.catalogue.audiences import several
from disclosure.catalogue.models import Column
from disclosure.catalogue.states import ColumnType, RegulationSubject, UpdateRule
from portal.field_table import Field, Refused, choice, day, flag, line, paragraphs


def _parent(label: str, value: Any) -> Column | None:
    if value is None or isinstance(value, Column):
        return value
    raise Refused(f"请从列表里选{label}")


def _position(label: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 9999:
        raise Refused(f"{label}请填0到9999的整数")
    return value


COLUMN: dict[str, Field] = {
    "name": Field("栏目名", line(60, required=True)),
    "code": Field("代码", line(80, required=True)),
    "parent": Field("上级栏目", _parent),
    "kind": Field("栏目类别", choice(ColumnType.values, required=True)),
    "basis": Field("依据", line(200)),
    "update_rule": Field("更新要求", choice(UpdateRule.values)),
    "description": Field("栏目说明", line(200, required=True)),
    "keywords": Field("关键词", line(200)),
    "audiences": Field("适用对象", several),
    "position": Field("排序", _position),
    "is_active": Field("启用", flag),
}

GUIDE: dict[str, Field] = {
    "classification": Field("信息分类", paragraphs(4000, required=True)),
    "arrangement": Field("编排体系", paragraphs(4000, required=True)),
    "access": Field("获取方式", paragraphs(4000, required=True)),
    "unit_name": Field("公开工作机构名称", line(100, required=True)),
    "address": Field("办公地址", line(200, required=True)),
    "hours": Field("办公时间", line(100, required=True)),
    "phone": Field("联系电话", line(50, required=True)),
    "fax": Field("传真号码", line(50, required=True)),
    "internet": Field("互联网联系方式", line(200, required=True)),
    "effective_from": Field("生效日期", day),
    "change_note": Field("修改说明", line(200)),
}
"""The nine fields of Regulations art. 12 and what a version adds."""

ART12 = tuple(name for name in GUIDE if name not in {"effective_from", "change_note"})

REGULATION: dict[str, Field] = {
    "subject": Field("制度类别", choice(RegulationSubject.values, required=True)),
    "title": Field("名称", line(200, required=True)),
    "summary": Field("主要内容", paragraphs(2000)),
    "effective_from": Field("施行日期", day),
}
