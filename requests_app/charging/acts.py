"""What the audit trail calls the acts of charging."""

from portal.audit.acts import register
from requests_app.charging.moves import FEE_WORKFLOW


def register_acts() -> None:
    moves = {row.act: row.label for row in FEE_WORKFLOW.rows}
    register("requests_app.fee", moves | {"note_served": "登记收费通知书送达"})
    register("requests_app.feepolicy", {"take_up_fees": "启用信息处理费", "give_up_fees": "停用信息处理费"})
