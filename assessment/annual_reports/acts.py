"""What the audit trail calls the acts on annual reports."""

from assessment.annual_reports.moves import REPORT_WORKFLOW
from portal.audit.acts import register

_OTHERS = {
    "open_report": "启动年度报告",
    "write": "起草年度报告",
    "count": "重新统计",
    "type_cell": "手工填写一格",
    "paste_table": "手工填写一张表",
    "confirm": "确认提示",
    "compare": "比对雷同",
    "propose_slip": "逾期，拟提请督查",
    "send_slip": "发督查单",
}


def register_acts() -> None:
    register("assessment.annualreport", {row.act: row.label for row in REPORT_WORKFLOW.rows} | _OTHERS)
