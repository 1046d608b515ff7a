"""What the audit trail calls the acts of monitoring systems; they stand with the system and with the ticket."""

from portal.audit.acts import register


def register_acts() -> None:
    register("interface.apiclient", {"report": "交来舆情监测结果"})
    register("sentiment.ticket", {"see_again": "监测系统又发现"})
