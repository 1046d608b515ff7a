"""The acts on plans and explanations. Each is one transaction."""

from interpretation.materials.services.media import add_media, remove_media
from interpretation.materials.services.meeting import bring_to_meeting, not_for_meeting
from interpretation.materials.services.rechecking import confirm, look_again
from interpretation.materials.services.releasing import go_out_with, publish, reindex, start_printed, withdraw
from interpretation.materials.services.reviewing import (
    approve,
    delay,
    no_delayer,
    pass_legality,
    send_back,
    sign_off,
)
from interpretation.materials.services.screening import settle_findings
from interpretation.materials.services.writing import cancel, explain, no_pen, no_writer, plan, submit, write

__all__ = [
    "add_media",
    "approve",
    "bring_to_meeting",
    "cancel",
    "confirm",
    "delay",
    "explain",
    "go_out_with",
    "look_again",
    "no_delayer",
    "no_pen",
    "no_writer",
    "not_for_meeting",
    "pass_legality",
    "plan",
    "publish",
    "reindex",
    "remove_media",
    "send_back",
    "settle_findings",
    "sign_off",
    "start_printed",
    "submit",
    "withdraw",
    "write",
]
