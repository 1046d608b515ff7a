"""What the audit trail calls the acts on government meetings."""

from disclosure.sessions.moves import OBSERVER_WORKFLOW, SESSION_WORKFLOW
from portal.audit.acts import register

_SESSION = {
    "plan": "拟定方案",
    "change": "修改方案",
    "remove_item": "去掉议题",
    "write_record": "写会议情况",
    "add_files": "添加材料",
    "remove_file": "去掉材料",
}
_ITEM = {"add_item": "编入议题", "change_item": "修改议题", "write_outcome": "写议定的事项"}
_OBSERVER = {"register": "收到列席报名", "invite": "登记邀请列席"}


def register_acts() -> None:
    register("disclosure.session", {row.act: row.label for row in SESSION_WORKFLOW.rows} | _SESSION)
    register("disclosure.agendaitem", _ITEM)
    register("disclosure.observer", {row.act: row.label for row in OBSERVER_WORKFLOW.rows} | _OBSERVER)
