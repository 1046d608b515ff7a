"""What the audit trail calls the acts of extending."""

from portal.audit.acts import register
from requests_app.extending.moves import EXTENSION_WORKFLOW


def register_acts() -> None:
    moves = {row.act: row.label for row in EXTENSION_WORKFLOW.rows}
    register("requests_app.extension", moves | {"propose": "申请延期"})
