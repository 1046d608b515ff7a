"""The acts on rows of lists. Each is one transaction."""

from disclosure.listings.services.importing import Outcome, import_rows, try_rows
from disclosure.listings.services.registering import cancel, change, no_pen, register
from disclosure.listings.services.releasing import clear, publish, send_back, submit, withdraw
from disclosure.listings.services.screening import settle_findings

__all__ = [
    "Outcome",
    "cancel",
    "change",
    "clear",
    "import_rows",
    "no_pen",
    "publish",
    "register",
    "send_back",
    "settle_findings",
    "submit",
    "try_rows",
    "withdraw",
]
