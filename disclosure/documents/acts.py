"""What the audit trail calls the acts on documents: the labels of the moves, and of what happens between them."""

from disclosure.documents.moves import DOCUMENT_WORKFLOW, ERROR_REPORT_WORKFLOW
from portal.audit.acts import register

_BETWEEN_MOVES = {
    "create": "拟稿",
    "derive": "评估后转为公开，另起公开稿",
    "withhold_again": "公开稿作废，继续定期评估",
    "edit": "修改草稿",
    "add_attachment": "添加附件",
    "remove_attachment": "删除附件",
    "add_copy": "上传副本",
    "clean_copy": "生成清理副本",
    "confirm_copy": "确认副本",
    "drop_copy": "删除副本",
    "relate": "登记文件关系",
    "unrelate": "删除文件关系",
    "affected": "受其他文件影响",
    "name_organ": "登记涉及的机关",
    "unname_organ": "删除涉及的机关",
    "validity_changed": "有效性变化",
    "declare_repealed": "宣布废止",
    "declare_expiry": "登记有效期",
    "reclassify": "调整栏目和主题",
    "import": "导入历史文件",
    "import_update": "更新导入的文件",
}


def register_acts() -> None:
    register("disclosure.document", {row.act: row.label for row in DOCUMENT_WORKFLOW.rows} | _BETWEEN_MOVES)
    reports = {row.act: row.label for row in ERROR_REPORT_WORKFLOW.rows}
    register("disclosure.errorreport", reports | {"report_error": "公众找错"})
