"""The acts on the list of matters. Each is one transaction."""

from disclosure.matters.services.connecting import connect
from disclosure.matters.services.deciding import approve, cancel, send_back, settle_findings, submit
from disclosure.matters.services.importing import Outcome, import_table, try_table
from disclosure.matters.services.lapsing import keep, note_lapse, note_lapsed_documents
from disclosure.matters.services.proposing import change, no_pen, propose_change, propose_drop, propose_new

__all__ = [
    "Outcome",
    "approve",
    "cancel",
    "change",
    "connect",
    "import_table",
    "keep",
    "no_pen",
    "note_lapse",
    "note_lapsed_documents",
    "propose_change",
    "propose_drop",
    "propose_new",
    "send_back",
    "settle_findings",
    "submit",
    "try_table",
]
