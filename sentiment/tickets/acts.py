"""What the audit trail calls the acts on tickets."""

from portal.audit.acts import register
from sentiment.tickets.moves import TICKET_WORKFLOW

_OTHER = {
    "register": "登记舆情",
    "import_ticket": "导入舆情",
    "change": "修改登记内容",
    "add_files": "添加截图",
    "set_level": "调整级别",
    "correct_known_at": "更正知悉时间",
    "override": "指定责任单位",
    "find_organ": "重新判定责任单位",
    "record_transfer": "登记移交",
    "note_answer": "记录回应",
    "note_lapse": "记录超时",
}


def register_acts() -> None:
    acts = {row.act: row.label for row in TICKET_WORKFLOW.rows}
    register("sentiment.ticket", acts | _OTHER)
    register("sentiment.domainduty", {"assign_domain": "确定领域责任单位"})
