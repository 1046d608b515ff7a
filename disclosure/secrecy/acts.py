"""What the audit trail calls the acts on terms of secrecy."""

from disclosure.secrecy.moves import TERM_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    acts = {row.act: row.label for row in TERM_WORKFLOW.rows}
    register("disclosure.secrecyterm", acts | {"register_term": "登记保密期限"})
