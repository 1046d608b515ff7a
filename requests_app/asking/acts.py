"""What the audit trail calls the acts of asking."""

from portal.audit.acts import register
from requests_app.asking.moves import CORRECTION_WORKFLOW, DEMAND_WORKFLOW


def register_acts() -> None:
    corrections = {row.act: row.label for row in CORRECTION_WORKFLOW.rows}
    register("requests_app.correction", corrections | {"note_served": "登记补正告知书送达"})
    demands = {row.act: row.label for row in DEMAND_WORKFLOW.rows}
    register("requests_app.demand", demands | {"demand_reasons": "要求说明理由", "delay_answer": "延迟答复"})
