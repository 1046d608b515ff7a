"""What the audit trail calls the acts on 年度考评."""

from assessment.scoring.moves import ASSESSMENT_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "open_assessment": "启动考评",
    "correct": "更正成绩",
    "announce": "下发结果通知",
    "follow_edition": "改按新版标准考评",
}


def register_acts() -> None:
    register("assessment.assessment", {row.act: row.label for row in ASSESSMENT_WORKFLOW.rows} | _OTHERS)
