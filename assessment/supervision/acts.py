"""What the audit trail calls the acts on 社会监督员 and their notes."""

from assessment.supervision.moves import NOTE_WORKFLOW, SUPERVISOR_WORKFLOW
from portal.audit.acts import register

_KEPT = {"register_candidate": "登记报名", "train": "登记培训", "issue_code": "发放巡视码"}


def register_acts() -> None:
    register("assessment.supervisor", {row.act: row.label for row in SUPERVISOR_WORKFLOW.rows} | _KEPT)
    register(
        "assessment.patrolnote", {row.act: row.label for row in NOTE_WORKFLOW.rows} | {"file_note": "提交巡视记录"}
    )
