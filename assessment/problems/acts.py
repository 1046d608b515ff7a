"""What the audit trail calls the acts on 考评问题."""

from assessment.problems.moves import PROBLEM_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "find_problem": "系统发现问题",
    "note_problem": "登记问题",
    "add_evidence": "添加证据",
    "count": "更正时计入",
}


def register_acts() -> None:
    register("assessment.problem", {row.act: row.label for row in PROBLEM_WORKFLOW.rows} | _OTHERS)
