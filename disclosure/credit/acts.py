"""What the audit trail calls the acts on credit information."""

from disclosure.credit.moves import CREDIT_WORKFLOW
from portal.audit.acts import register

_OTHER = {
    "register": "登记信用信息",
    "import_record": "导入登记",
    "import_update": "按新的导出更新",
    "change": "修改信用信息",
}


def register_acts() -> None:
    acts = {row.act: row.label for row in CREDIT_WORKFLOW.rows}
    register("disclosure.creditrecord", acts | _OTHER)
    register("disclosure.handover", {"hand_over": "报送信用信息"})
