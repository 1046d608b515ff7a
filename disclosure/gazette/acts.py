"""What the audit trail calls the acts on the gazette."""

from disclosure.gazette.moves import DELIVERY_WORKFLOW, ISSUE_WORKFLOW
from portal.audit.acts import register

_OTHER = {
    "open_issue": "开始编一期公报",
    "import_issue": "导入历史公报",
    "add_entry": "编入一篇",
    "edit_entry": "修改目录",
    "remove_entry": "移出一篇",
}


def register_acts() -> None:
    register("disclosure.gazetteissue", {row.act: row.label for row in ISSUE_WORKFLOW.rows} | _OTHER)
    deliveries = {row.act: row.label for row in DELIVERY_WORKFLOW.rows}
    register("disclosure.gazettedelivery", deliveries | {"open_delivery": "要求送交公报室"})
