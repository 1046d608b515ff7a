"""What the audit trail calls the acts on interviews and press conferences."""

from portal.audit.acts import register
from sentiment.meetings.moves import MEETING_WORKFLOW

_OTHERS = {
    "plan": "筹备",
    "change": "修改",
    "write_record": "整理实录",
    "ask": "收到会前提问",
    "add_files": "添加附件",
    "remove_file": "去掉附件",
}


def register_acts() -> None:
    register("sentiment.meeting", {row.act: row.label for row in MEETING_WORKFLOW.rows} | _OTHERS)
