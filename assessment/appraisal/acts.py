"""What the audit trail calls the acts on 评议."""

from assessment.appraisal.moves import APPRAISAL_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "start_appraisal": "拟定评议",
    "set_sheet": "编测评表",
    "invite": "邀请参评人员",
    "take_codes": "下载评议码",
    "import_outside": "导入第三方评估",
    "find_problem": "登记评议发现的问题",
}


def register_acts() -> None:
    register("assessment.appraisal", {row.act: row.label for row in APPRAISAL_WORKFLOW.rows} | _OTHERS)
    register("assessment.ballot", {"fill_in": "填写测评表"})
