"""What the audit trail calls the acts on clocks."""

from portal.audit.acts import ANY_SUBJECT, register
from portal.deadlines.course import EventKind

_CLOCKS = {
    EventKind.OPENED: "开始计时",
    EventKind.PAUSED: "暂停计时",
    EventKind.RESUMED: "恢复计时",
    EventKind.RESTARTED: "重新计算期限",
    EventKind.EXTENDED: "延长期限",
    EventKind.CLOSED: "停止计时",
    EventKind.REDATED: "按新的放假安排改期",
}


def register_acts() -> None:
    register(ANY_SUBJECT, {f"deadline_{kind.value}": label for kind, label in _CLOCKS.items()})
    register(ANY_SUBJECT, {"deadline_handed_over": "期限随案件转到另一个机关"})
    register("deadlines.locallimit", {"local_limit_set": "规定本地期限"})
    register("deadlines.holidaynotice", {"holiday_notice_imported": "导入放假安排"})
