"""What the audit trail calls the acts on reports about websites."""

from assessment.website_reports.moves import REPORT_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "open_report": "启动网站年度报表",
    "count": "重新统计",
    "fill": "填报",
    "correct_row": "改一项统计的数",
    "propose_slip": "逾期，拟提请督查",
    "send_slip": "发督查单",
}


def register_acts() -> None:
    register("assessment.websitereport", {row.act: row.label for row in REPORT_WORKFLOW.rows} | _OTHERS)
