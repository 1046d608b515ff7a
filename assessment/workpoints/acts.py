"""What the audit trail calls the acts on 要点."""

from assessment.workpoints.moves import PLAN_WORKFLOW, SHARE_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    register(
        "assessment.workplan",
        {row.act: row.label for row in PLAN_WORKFLOW.rows}
        | {"draft_plan": "起草要点", "add_task": "添加任务", "take_out_task": "删去任务"},
    )
    register(
        "assessment.taskshare",
        {row.act: row.label for row in SHARE_WORKFLOW.rows}
        | {"begin_share": "分解任务", "note_progress": "登记进展", "urge": "督办", "add_evidence": "添加证据"},
    )
