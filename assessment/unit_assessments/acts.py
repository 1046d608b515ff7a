"""What the audit trail calls the acts on 内部考评."""

from assessment.unit_assessments.moves import UNIT_WORKFLOW
from portal.audit.acts import register

_OTHERS = {"begin": "启动内部考评", "change_marks": "修改细则"}


def register_acts() -> None:
    register("assessment.unitassessment", {row.act: row.label for row in UNIT_WORKFLOW.rows} | _OTHERS)
