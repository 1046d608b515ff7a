"""What the audit trail calls the acts on 考评标准."""

from assessment.standards.moves import STANDARD_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "open_year": "起草考评标准",
    "change_marks": "修改考评标准",
    "revise": "修订考评标准",
    "price_source": "给来源定分",
    "drop_rule": "删去扣分规则",
}


def register_acts() -> None:
    register("assessment.standard", {row.act: row.label for row in STANDARD_WORKFLOW.rows} | _OTHERS)
