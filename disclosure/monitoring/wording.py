"""What the parts of a finding's evidence are called."""

from collections.abc import Mapping
from typing import Any

from disclosure.catalogue.states import UpdateRule
from portal.staff.timeline import plain_words

EVIDENCE = {
    "last_on": "上次更新",
    "due_on": "最晚日期",
    "rule": "更新要求",
    "received_on": "收到日期",
    "status": "返回代码",
    "pages": "出现在",
    "missing": "缺少",
    "shown": "页面上写的",
    "columns": "可以放在",
    "basis": "依据",
    "faults": "不一致",
    "seed": "随机数种子",
    "starts_on": "检查时段从",
    "ends_on": "检查时段到",
    "threshold": "要求的转载率（%）",
    "rate": "转载率",
    "waiting": "没有公示",
    "first_on": "最早的决定日期",
}
_RULES = {rule.value: str(rule.label) for rule in UpdateRule}


def evidence_lines(evidence: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and words of what was seen."""
    return [(EVIDENCE[name], _RULES.get(str(value)) or plain_words(value)) for name, value in evidence.items()]
