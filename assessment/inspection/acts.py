"""What the audit trail calls the acts on 检查."""

from assessment.inspection.moves import INSPECTION_WORKFLOW, LINE_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    register(
        "assessment.inspection",
        {row.act: row.label for row in INSPECTION_WORKFLOW.rows} | {"start_inspection": "抽取并发起检查"},
    )
    register("assessment.checkline", {row.act: row.label for row in LINE_WORKFLOW.rows} | {"add_evidence": "添加证据"})
