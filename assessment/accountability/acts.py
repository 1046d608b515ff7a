"""What the audit trail calls the acts on 责任追究; it never says about whom or what."""

from assessment.accountability.moves import ACCOUNTABILITY_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "lead": "登记线索",
    "look": "查看",
    "establish": "写明事实",
    "name_respondent": "写明责任人",
    "remove_respondent": "移出责任人",
    "add_evidence": "添加证据",
    "hear": "听取陈述申辩",
    "serve": "送达决定书",
    "lodge": "登记复核、申诉",
    "report": "登记改正情况",
}


def register_acts() -> None:
    register("assessment.accountability", {row.act: row.label for row in ACCOUNTABILITY_WORKFLOW.rows} | _OTHERS)
