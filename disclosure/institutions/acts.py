"""What the audit trail calls the acts on public enterprises and institutions."""

from disclosure.institutions.moves import APPEAL_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    register("disclosure.unititem", {"add_item": "编入清单", "edit_item": "修改清单", "drop_item": "移出清单"})
    register("disclosure.appeal", {row.act: row.label for row in APPEAL_WORKFLOW.rows} | {"appeal": "收到申诉"})
