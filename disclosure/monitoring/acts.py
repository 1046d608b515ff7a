"""What the audit trail calls what the daily check does."""

from portal.audit.acts import register


def register_acts() -> None:
    register("disclosure.finding", {"open_finding": "检查发现", "close_finding": "检查确认已消除"})
