"""What the audit trail calls the acts of consulting."""

from portal.audit.acts import register
from requests_app.consulting.moves import CONSULTATION_WORKFLOW


def register_acts() -> None:
    moves = {row.act: row.label for row in CONSULTATION_WORKFLOW.rows}
    others = {
        "consult": "征求意见",
        "note_served": "登记征求意见书送达",
        "overrule": "不同意但决定公开",
        "tell_third_party": "告知第三方",
        "note_told": "登记告知第三方书送达",
    }
    register("requests_app.consultation", moves | others)
