"""What the audit trail calls the acts on consultations."""

from disclosure.consultations.moves import CONSULTATION_WORKFLOW, OPINION_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "create": "起草征求意见",
    "change": "修改",
    "set_questions": "编问卷",
    "extend": "延长征求意见",
    "name_theme": "立一个主题",
    "drop_theme": "撤掉一个主题",
    "group_opinions": "归并意见",
    "answer_theme": "答复一个主题",
    "write_result": "写采纳情况说明",
    "export_opinions": "导出意见",
}
_OF_OPINIONS = {"send_opinion": "收到意见", "prepare": "整理公开的文字", "answer_opinion": "答复这条意见"}


def register_acts() -> None:
    register("disclosure.consultation", {row.act: row.label for row in CONSULTATION_WORKFLOW.rows} | _OTHERS)
    register("disclosure.opinion", {row.act: row.label for row in OPINION_WORKFLOW.rows} | _OF_OPINIONS)
    register("disclosure.reply", {"fill_in": "收到一份答卷"})
