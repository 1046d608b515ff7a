"""What the audit trail calls the acts on letters."""

from portal.audit.acts import register
from sentiment.mailbox.moves import MAILBOX_WORKFLOW

_OTHERS = {
    "register": "收到留言",
    "reclassify": "改类别",
    "urge": "督办",
    "convert": "转为别的案件",
    "offer": "请留言人转为别的案件",
    "decline_offer": "留言人不同意转",
    "add_files": "收到留言附件",
    "prove_email": "留言人核实邮箱",
    "reissue_code": "重新发放查询码",
    "check_name": "实名核验",
    "prepare": "整理公开的文字",
    "rate": "留言人评价",
}


def register_acts() -> None:
    register("sentiment.message", {row.act: row.label for row in MAILBOX_WORKFLOW.rows} | _OTHERS)
    register("sentiment.hotlineorder", {"send": "转热线平台"})
