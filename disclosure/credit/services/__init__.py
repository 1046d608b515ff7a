"""The acts on credit information. Each is one transaction."""

from disclosure.credit.services.ending import end_what_is_over, repair, report_overturned, withdraw
from disclosure.credit.services.handing_over import hand_over
from disclosure.credit.services.importing import ImportRun, Outcome, import_rows
from disclosure.credit.services.registering import cancel, change, no_pen, register
from disclosure.credit.services.releasing import clear, publish, send_back, submit
from disclosure.credit.services.screening import settle_findings

__all__ = [
    "ImportRun",
    "Outcome",
    "cancel",
    "change",
    "clear",
    "end_what_is_over",
    "hand_over",
    "import_rows",
    "no_pen",
    "publish",
    "register",
    "repair",
    "report_overturned",
    "send_back",
    "settle_findings",
    "submit",
    "withdraw",
]
