"""What the audit trail calls the acts on 整改 and 通报批评."""

from assessment.rectification.moves import CRITICISM_WORKFLOW, RECTIFICATION_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "draft_rectification": "起草整改通知",
    "change_draft": "修改草稿",
    "take_out": "移出一个问题",
    "add_evidence": "添加证据",
}


def register_acts() -> None:
    register("assessment.rectification", {row.act: row.label for row in RECTIFICATION_WORKFLOW.rows} | _OTHERS)
    register(
        "assessment.criticism",
        {row.act: row.label for row in CRITICISM_WORKFLOW.rows} | {"propose_criticism": "建议通报批评"},
    )
