"""What the audit trail calls the acts on complaints."""

from assessment.complaints.moves import COMPLAINT_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    register("assessment.complaint", {row.act: row.label for row in COMPLAINT_WORKFLOW.rows} | {"complain": "提出投诉"})
