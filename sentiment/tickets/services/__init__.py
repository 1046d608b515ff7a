"""The acts on tickets. Each is one transaction."""

from sentiment.tickets.services.assigning import assign_domain, override
from sentiment.tickets.services.attaching import add_files
from sentiment.tickets.services.changing import change, correct_known_at, set_level
from sentiment.tickets.services.closing import decline, evaluate, finish, merge, record_transfer, resume
from sentiment.tickets.services.importing import Outcome, import_rows
from sentiment.tickets.services.judging import approve, approve_for_city, consult, judge, monitor, note_answer, respond
from sentiment.tickets.services.registering import register

__all__ = [
    "Outcome",
    "add_files",
    "approve",
    "approve_for_city",
    "assign_domain",
    "change",
    "consult",
    "correct_known_at",
    "decline",
    "evaluate",
    "finish",
    "import_rows",
    "judge",
    "merge",
    "monitor",
    "note_answer",
    "override",
    "record_transfer",
    "register",
    "respond",
    "resume",
    "set_level",
]
