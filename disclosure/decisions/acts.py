"""What the audit trail calls the acts on catalogues, decisions, hearings and waivers."""

from disclosure.decisions.moves import CATALOGUE_WORKFLOW, DECISION_WORKFLOW, HEARING_WORKFLOW
from portal.audit.acts import register
from portal.workflow import Workflow

_OF_CATALOGUES = {
    "open_catalogue": "开始编制目录",
    "add_item": "加一个事项",
    "drop_item": "移出一个事项",
    "note_agreement": "登记同级党委同意",
}
_OF_DECISIONS = {
    "create": "提出决策建议",
    "change": "修改",
    "link_consultation": "关联征求意见",
    "link_document": "选决定的文件",
    "record_step": "登记一个步骤",
    "leave_out": "写明不办的理由",
}
_OF_HEARINGS = {
    "plan_hearing": "起草听证公告",
    "change": "修改",
    "set_people": "填参加人名单",
    "serve_materials": "登记材料送达",
    "postpone": "改期",
}


def register_acts() -> None:
    register("disclosure.decisioncatalogue", _labels(CATALOGUE_WORKFLOW) | _OF_CATALOGUES)
    register("disclosure.decision", _labels(DECISION_WORKFLOW) | _OF_DECISIONS)
    register("disclosure.hearing", _labels(HEARING_WORKFLOW) | _OF_HEARINGS)
    register("disclosure.waiver", {"waive": "认定不征求意见"})


def _labels(workflow: Workflow) -> dict[str, str]:
    return {row.act: row.label for row in workflow.rows}
