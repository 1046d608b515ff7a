"""The acts on consultations. Each is one transaction."""

from disclosure.consultations.services.answering import answer_opinion, answer_theme, drop_theme, group, name_theme
from disclosure.consultations.services.asking import fill_in, set_questions
from disclosure.consultations.services.drafting import change, create, settle_findings, submit
from disclosure.consultations.services.opening import cancel, close_what_is_over, extend, publish
from disclosure.consultations.services.opinions import (
    CITIZEN,
    AlreadySent,
    PeriodOver,
    Sent,
    rewrite,
    send_opinion,
    withdraw,
)
from disclosure.consultations.services.releasing import hide, prepare, set_aside, show
from disclosure.consultations.services.results import publish_result, return_result, submit_result, write_result
from disclosure.consultations.services.reviewing import approve, exempt, review_secrecy, send_back

__all__ = [
    "CITIZEN",
    "AlreadySent",
    "PeriodOver",
    "Sent",
    "answer_opinion",
    "answer_theme",
    "approve",
    "cancel",
    "change",
    "close_what_is_over",
    "create",
    "drop_theme",
    "exempt",
    "extend",
    "fill_in",
    "group",
    "hide",
    "name_theme",
    "prepare",
    "publish",
    "publish_result",
    "return_result",
    "review_secrecy",
    "rewrite",
    "send_back",
    "send_opinion",
    "set_aside",
    "set_questions",
    "settle_findings",
    "show",
    "submit",
    "submit_result",
    "withdraw",
    "write_result",
]
