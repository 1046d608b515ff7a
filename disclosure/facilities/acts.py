"""What the audit trail calls the acts on 公共查阅点."""

from portal.audit.acts import register

_FACILITY = {"open_facility": "登记公共查阅点", "edit_facility": "修改公共查阅点", "close_facility": "停用公共查阅点"}


def register_acts() -> None:
    register("disclosure.facility", _FACILITY)
