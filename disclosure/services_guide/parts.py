"""What of a guide is screened before it leaves: its texts and those of its materials. Imports no model."""

from collections.abc import Mapping
from typing import Any

from portal.screening.locating import Part

SCREENED = {
    "name": "事项名称",
    "basis": "依据",
    "conditions": "条件",
    "process": "流程",
    "fee": "收费标准",
    "result": "办理结果",
    "review_rules": "审查细则",
    "intermediary": "中介服务",
    "faq": "常见问题",
    "place": "办理地点",
    "hours": "办理时间",
    "consult_phone": "咨询电话",
    "complaint_phone": "投诉电话",
}
MATERIAL = {"name": "材料名称", "source": "材料来源", "note": "材料说明"}


def code(material: Any, field: str) -> str:
    return f"material:{material.pk}:{field}"


def of_material(material: Any) -> list[Part]:
    """All of them, so that what was emptied is looked at as well."""
    where = f"第{material.position}项"
    return [Part(code(material, name), f"{where}{label}", getattr(material, name)) for name, label in MATERIAL.items()]


def fields(guide: Any) -> list[Part]:
    own = [Part(name, label, getattr(guide, name)) for name, label in SCREENED.items()]
    return [*own, *(part for material in guide.materials.all() for part in of_material(material))]


def texts(guide: Any) -> list[Part]:
    """Those that are filled in."""
    return [part for part in fields(guide) if part.text]


def typed(values: Mapping[str, Any], labels: Mapping[str, str]) -> list[Part]:
    """The same of values nobody has stored yet."""
    return [Part(name, labels[name], str(value)) for name, value in values.items() if name in labels and value]
