"""What the audit trail calls the acts on 考评标准."""

from assessment.standards.moves import STANDARD_WORKFLOW
from portal.audit.acts import register

_OTHERS = {"open_year": "起草考评标准", "change_marks": "修改考评标准"}


def register_acts() -> None:
    register("assessment.standard", {row.act: row.label for row in STANDARD_WORKFLOW.rows} | _OTHERS)
