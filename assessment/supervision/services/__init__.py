"""What can be done about 社会监督员 and their notes."""

from assessment.supervision.services.keeping import (
    appoint,
    decline,
    dismiss,
    issue_code,
    register_candidate,
    renew,
    train,
)
from assessment.supervision.services.patrolling import file_note, set_aside, take_up

__all__ = [
    "appoint",
    "decline",
    "dismiss",
    "file_note",
    "issue_code",
    "register_candidate",
    "renew",
    "set_aside",
    "take_up",
    "train",
]
