"""What the audit trail calls the acts on rows of lists."""

from disclosure.listings.moves import LISTING_WORKFLOW
from portal.audit.acts import register


def register_acts() -> None:
    acts = {row.act: row.label for row in LISTING_WORKFLOW.rows}
    register(
        "disclosure.listrow", acts | {"register": "登记清单条目", "import_row": "导入登记", "change": "修改清单条目"}
    )
