"""What the audit trail calls the acts on 示范创建."""

from assessment.demonstration.moves import CANDIDACY_WORKFLOW, PROGRAMME_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    register(
        "assessment.programme",
        {row.act: row.label for row in PROGRAMME_WORKFLOW.rows} | {"draft_programme": "起草方案", "change": "修改方案"},
    )
    register(
        "assessment.candidacy",
        {row.act: row.label for row in CANDIDACY_WORKFLOW.rows}
        | {
            "begin": "开始申报",
            "describe": "写创建情况",
            "add_evidence": "添加佐证",
            "note": "登记记录",
            "hear": "登记异议",
            "object": "提出异议",
        },
    )
