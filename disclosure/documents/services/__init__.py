"""The legal acts on documents. Each is one transaction, keyword-only, with ``actor`` and the moment ``at``."""

from disclosure.documents.services.assessing import reassess, release
from disclosure.documents.services.attaching import add_attachment, remove_attachment
from disclosure.documents.services.channels import register_channel
from disclosure.documents.services.classifying import reclassify
from disclosure.documents.services.copying import add_copy, clean_copy, confirm_copy, drop_copy
from disclosure.documents.services.correcting import (
    check_correction,
    clear_correction,
    correct,
    drop_correction,
    propose_correction,
)
from disclosure.documents.services.drafting import cancel, create_draft, edit_draft, endorse, submit
from disclosure.documents.services.relating import relate, unrelate
from disclosure.documents.services.releasing import publish, schedule, sign, unschedule
from disclosure.documents.services.reporting import answer_error, report_error
from disclosure.documents.services.returning import send_back
from disclosure.documents.services.reviewing import determine_referred, pass_check, record_secrecy_review, review
from disclosure.documents.services.screening import deciding_organ, screen_again, settle_findings
from disclosure.documents.services.separating import confirm_separation
from disclosure.documents.services.validity import declare_expiry, declare_repealed
from disclosure.documents.services.withdrawing import recall, report_overturned, rework, withdraw

__all__ = [
    "add_attachment",
    "add_copy",
    "answer_error",
    "cancel",
    "check_correction",
    "clean_copy",
    "clear_correction",
    "confirm_copy",
    "confirm_separation",
    "correct",
    "create_draft",
    "deciding_organ",
    "declare_expiry",
    "declare_repealed",
    "determine_referred",
    "drop_copy",
    "drop_correction",
    "edit_draft",
    "endorse",
    "pass_check",
    "propose_correction",
    "publish",
    "reassess",
    "recall",
    "reclassify",
    "record_secrecy_review",
    "register_channel",
    "relate",
    "release",
    "remove_attachment",
    "report_error",
    "report_overturned",
    "review",
    "rework",
    "schedule",
    "screen_again",
    "send_back",
    "settle_findings",
    "sign",
    "submit",
    "unrelate",
    "unschedule",
    "withdraw",
]
