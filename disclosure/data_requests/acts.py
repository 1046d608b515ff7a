"""What the audit trail calls the acts on requests for data."""

from disclosure.data_requests.moves import DATA_REQUEST_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    acts = {row.act: row.label for row in DATA_REQUEST_WORKFLOW.rows}
    register("disclosure.datarequest", acts | {"ask": "提出数据需求"})
