"""The acts before a release: naming, asking, answering, settling, approving. One transaction each."""

from disclosure.coordination.services.answering import answer
from disclosure.coordination.services.approving import (
    approve,
    confirm,
    edit_rule,
    propose_approvals,
    refuse,
    require_approval,
    set_rule,
    waive,
)
from disclosure.coordination.services.asking import ask, text_changed, withdraw
from disclosure.coordination.services.naming import copy_concerns, name_organ, unname_organ
from disclosure.coordination.services.settling import adopt, escalate, escalate_silent, rule

__all__ = [
    "adopt",
    "answer",
    "approve",
    "ask",
    "confirm",
    "copy_concerns",
    "edit_rule",
    "escalate",
    "escalate_silent",
    "name_organ",
    "propose_approvals",
    "refuse",
    "require_approval",
    "rule",
    "set_rule",
    "text_changed",
    "unname_organ",
    "waive",
    "withdraw",
]
