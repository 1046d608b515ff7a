"""What the audit trail calls the acts on clarifications."""

from portal.audit.acts import register
from sentiment.clarification.moves import CLARIFICATION_WORKFLOW, CONSENT_WORKFLOW

_OTHERS = {"find": "登记发现", "write": "起草", "note_release": "登记发布渠道", "transfer": "移送公安"}


def register_acts() -> None:
    register("sentiment.clarification", {row.act: row.label for row in CLARIFICATION_WORKFLOW.rows} | _OTHERS)
    register("sentiment.consent", {row.act: row.label for row in CONSENT_WORKFLOW.rows} | {"ask": "征求意见"})
