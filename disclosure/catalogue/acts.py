"""What the audit trail calls the acts on columns, guides and regulations."""

from portal.audit.acts import register

_COLUMN = {
    "create_column": "新建栏目",
    "edit_column": "修改栏目",
    "move_column": "栏目移交",
}
_GUIDE = {"revise_guide": "发布公开指南新版本"}
_REGULATION = {"adopt_regulation": "登记公开制度", "end_regulation": "废止公开制度"}


def register_acts() -> None:
    register("disclosure.column", _COLUMN)
    register("disclosure.guide", _GUIDE)
    register("disclosure.regulation", _REGULATION)
    register("accounts.organ", {"report_guide_change": "登记指南内容变动"})
