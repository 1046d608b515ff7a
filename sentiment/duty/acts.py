"""What the audit trail calls the acts on duty."""

from portal.audit.acts import register


def register_acts() -> None:
    register("sentiment.watch", {"record_watch": "登记监测日志"})
