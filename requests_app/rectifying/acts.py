"""What the audit trail calls the acts on corrections of records."""

from portal.audit.acts import register
from requests_app.rectifying.moves import CORRECTION_WORKFLOW


def register_acts() -> None:
    moves = {row.act: row.label for row in CORRECTION_WORKFLOW.rows}
    register("requests_app.recordcorrection", moves | {"ask": "提出更正申请"})
