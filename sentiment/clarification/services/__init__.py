"""The acts on clarifications. Each is one transaction."""

from sentiment.clarification.services.approving import approve_city, approve_head, send_back, submit
from sentiment.clarification.services.consenting import agree, refuse
from sentiment.clarification.services.drafting import settle_findings, write
from sentiment.clarification.services.releasing import evaluate, note_release, publish, take_down
from sentiment.clarification.services.reporting import confirm, dismiss, divert, find, report
from sentiment.clarification.services.transferring import transfer

__all__ = [
    "agree",
    "approve_city",
    "approve_head",
    "confirm",
    "dismiss",
    "divert",
    "evaluate",
    "find",
    "note_release",
    "publish",
    "refuse",
    "report",
    "send_back",
    "settle_findings",
    "submit",
    "take_down",
    "transfer",
    "write",
]
