"""What the audit trail calls the acts on specials."""

from portal.audit.acts import register

_SPECIAL = {
    "open_special": "开设专题",
    "edit_special": "修改专题",
    "collect": "收进专题",
    "leave_out": "移出专题",
    "archive": "归档专题",
}


def register_acts() -> None:
    register("disclosure.special", _SPECIAL)
