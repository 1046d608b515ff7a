"""The acts on issues and on what is delivered for them. Each is one transaction."""

from disclosure.gazette.services.delivering import ask_for, deliver, drop, follow_document, hand_back
from disclosure.gazette.services.editing import (
    add_document,
    add_text,
    edit_entry,
    no_editor,
    no_pieces,
    open_issue,
    remove_entry,
)
from disclosure.gazette.services.importing import Outcome, import_issues, read_issues
from disclosure.gazette.services.releasing import cancel, correct, publish, send_back, submit
from disclosure.gazette.services.screening import settle_findings

__all__ = [
    "Outcome",
    "add_document",
    "add_text",
    "ask_for",
    "cancel",
    "correct",
    "deliver",
    "drop",
    "edit_entry",
    "follow_document",
    "hand_back",
    "import_issues",
    "no_editor",
    "no_pieces",
    "open_issue",
    "publish",
    "read_issues",
    "remove_entry",
    "send_back",
    "settle_findings",
    "submit",
]
