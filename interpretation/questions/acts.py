"""What the audit trail calls the acts on questions."""

from interpretation.questions.moves import QUESTION_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    acts = {row.act: row.label for row in QUESTION_WORKFLOW.rows}
    register("interpretation.question", acts | {"ask": "网上政策咨询", "compose": "编写政策问答"})
