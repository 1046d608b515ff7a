"""What the audit trail calls the acts on proposals and released answers."""

from portal.audit.acts import register
from requests_app.proposing.moves import ANSWER_WORKFLOW, PROPOSAL_WORKFLOW


def register_acts() -> None:
    proposal = {row.act: row.label for row in PROPOSAL_WORKFLOW.rows}
    register("requests_app.publicationproposal", proposal | {"suggest": "建议公开", "propose": "发现多人申请同一信息"})
    answer = {row.act: row.label for row in ANSWER_WORKFLOW.rows}
    others = {"draft": "起草", "edit_answer": "修改", "add_file": "加入文件", "remove_file": "拿掉文件"}
    register("requests_app.publishedanswer", answer | others)
