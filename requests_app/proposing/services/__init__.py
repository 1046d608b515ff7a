"""What people and the worker do about proposals and released answers."""

from requests_app.proposing.services.finding import find_proposals
from requests_app.proposing.services.proposals import accept, complete, decline, suggest
from requests_app.proposing.services.releasing import (
    add_file,
    draft,
    drop,
    edit_answer,
    publish,
    remove_file,
    send_back,
    settle_findings,
    submit,
    withdraw,
)

__all__ = [
    "accept",
    "add_file",
    "complete",
    "decline",
    "draft",
    "drop",
    "edit_answer",
    "find_proposals",
    "publish",
    "remove_file",
    "send_back",
    "settle_findings",
    "submit",
    "suggest",
    "withdraw",
]
