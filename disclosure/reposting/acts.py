"""What the audit trail calls the acts on sources and tasks."""

from disclosure.reposting.moves import REPOST_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    acts = {row.act: row.label for row in REPOST_WORKFLOW.rows}
    register("disclosure.reposttask", acts | {"give_task": "布置转载任务"})
    register("disclosure.repostsource", {"set_source": "登记转载来源", "edit_source": "修改转载来源"})
