"""What the audit trail calls the acts on guides and bundles."""

from disclosure.services_guide.moves import BUNDLE_WORKFLOW, GUIDE_WORKFLOW
from portal.audit.acts import register

_GUIDE = {
    "begin": "开始编办事指南",
    "revise": "编新版",
    "write": "修改指南",
    "add_material": "登记申请材料",
    "remove_material": "移出申请材料",
    "attach_file": "添加材料文件",
    "basis_changed": "依据变动",
}
_BUNDLE = {"open_bundle": "开始编“一件事”", "write_bundle": "修改“一件事”"}


def register_acts() -> None:
    register("disclosure.serviceguide", {row.act: row.label for row in GUIDE_WORKFLOW.rows} | _GUIDE)
    register("disclosure.servicebundle", {row.act: row.label for row in BUNDLE_WORKFLOW.rows} | _BUNDLE)
