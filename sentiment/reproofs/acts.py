"""What the audit trail calls the acts on proposals."""

from portal.audit.acts import register
from sentiment.reproofs.moves import REPROOF_WORKFLOW


def register_acts() -> None:
    register("sentiment.reproof", {row.act: row.label for row in REPROOF_WORKFLOW.rows} | {"propose": "提出建议"})
