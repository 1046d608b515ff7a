"""What the audit trail calls the act."""

from portal.audit.acts import register


def register_acts() -> None:
    register("disclosure.repostcheck", {"make_check": "转载专项检查"})
