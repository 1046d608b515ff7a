"""What the audit trail calls the acts on matters."""

from disclosure.matters.moves import MATTER_WORKFLOW, PROPOSAL_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    register("disclosure.matter", {row.act: row.label for row in MATTER_WORKFLOW.rows} | {"connect": "挂接栏目和文件"})
    acts = {row.act: row.label for row in PROPOSAL_WORKFLOW.rows}
    register("disclosure.matterproposal", acts | {"propose": "拟定清单调整", "change": "修改清单调整"})
