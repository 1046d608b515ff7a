"""What the audit trail calls the acts on objections."""

from disclosure.objections.moves import OBJECTION_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    acts = {row.act: row.label for row in OBJECTION_WORKFLOW.rows}
    register("disclosure.objection", acts | {"lodge": "提出异议"})
