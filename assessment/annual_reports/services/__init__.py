"""What can be done about an annual report."""

from assessment.annual_reports.services.deciding import clear, publish, reopen, send_back, sign, submit
from assessment.annual_reports.services.opening import open_due, open_reports
from assessment.annual_reports.services.overdue import propose_slips, send_slip
from assessment.annual_reports.services.writing import confirm, count, paste_table, type_cell, write

__all__ = [
    "clear",
    "confirm",
    "count",
    "open_due",
    "open_reports",
    "paste_table",
    "propose_slips",
    "publish",
    "reopen",
    "send_back",
    "send_slip",
    "sign",
    "submit",
    "type_cell",
    "write",
]
