"""What the audit trail calls the acts of coordination and approval."""

from disclosure.coordination.moves import APPROVAL_WORKFLOW, COORDINATION_WORKFLOW, INQUIRY_WORKFLOW
from portal.audit.acts import register
from portal.workflow import Workflow

_TABLES: dict[str, tuple[Workflow, dict[str, str]]] = {
    "disclosure.coordination": (COORDINATION_WORKFLOW, {"ask": "书面征求意见", "enclose": "随函附文件"}),
    "disclosure.inquiry": (INQUIRY_WORKFLOW, {"ask": "收到征求意见"}),
    "disclosure.approval": (APPROVAL_WORKFLOW, {"propose_approval": "提出需要批准"}),
}


def register_acts() -> None:
    for label, (workflow, others) in _TABLES.items():
        register(label, {row.act: row.label for row in workflow.rows} | others)
    register("disclosure.approvalrule", {"set_rule": "登记需经批准的类别", "edit_rule": "修改需经批准的类别"})
