"""What the audit trail calls the acts on answers."""

from portal.audit.acts import register
from sentiment.responses.moves import RESPONSE_WORKFLOW

_OTHER = {"draft": "起草回应", "change": "修改回应", "concur": "确认口径"}


def register_acts() -> None:
    acts = {row.act: row.label for row in RESPONSE_WORKFLOW.rows}
    register("sentiment.response", acts | _OTHER)
