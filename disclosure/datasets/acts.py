"""What the audit trail calls the acts on open data."""

from disclosure.datasets.moves import DATASET_WORKFLOW, VERSION_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    own = {row.act: row.label for row in DATASET_WORKFLOW.rows}
    register("disclosure.dataset", own | {"create": "登记数据集", "change": "修改数据集说明"})
    acts = {row.act: row.label for row in VERSION_WORKFLOW.rows}
    register("disclosure.datasetversion", acts | {"upload": "上传数据", "set_columns": "核对字段"})
