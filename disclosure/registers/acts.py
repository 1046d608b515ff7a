"""What the audit trail calls the acts on registers."""

from disclosure.registers.moves import ENTRY_WORKFLOW, REMINDER_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    others = {"file_entry": "登记", "correct_entry": "更正", "end_entry": "停用", "add_files": "添加附件"}
    register("disclosure.registerentry", {row.act: row.label for row in ENTRY_WORKFLOW.rows} | others)
    register("disclosure.registerreminder", {row.act: row.label for row in REMINDER_WORKFLOW.rows} | {"remind": "提醒"})
