"""What can be done about a report on a website."""

from assessment.website_reports.services.deciding import publish, reopen, sign
from assessment.website_reports.services.filling import correct_row, count, fill
from assessment.website_reports.services.opening import open_due, open_reports
from assessment.website_reports.services.overdue import propose_slips, send_slip

__all__ = [
    "correct_row",
    "count",
    "fill",
    "open_due",
    "open_reports",
    "propose_slips",
    "publish",
    "reopen",
    "send_slip",
    "sign",
]
