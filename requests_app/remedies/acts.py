"""What the audit trail calls the acts on remedies."""

from portal.audit.acts import register
from requests_app.remedies.moves import REMEDY_WORKFLOW

_REFERRAL = {"refer": "登记提请确定", "answer_referral": "登记确定的答复"}


def register_acts() -> None:
    moves = {row.act: row.label for row in REMEDY_WORKFLOW.rows}
    register("requests_app.remedy", moves | {"register": "登记救济", "admit_error": "自行纠正"} | _REFERRAL)
