"""What the audit trail calls the acts on a request."""

from portal.audit.acts import register
from requests_app.cases.moves import REQUEST_WORKFLOW

_OTHERS = {
    "register": "登记申请",
    "reissue_code": "重新发放查询码",
    "attach_files": "附上材料",
    "take_over": "由群众留言转来",
    "change_contact": "申请人修改联系方式",
    "prove_email": "申请人核实邮箱",
    "rate": "申请人评价",
    "claim": "认领",
    "assign": "指定、移交经办人",
    "open_case": "首次打开",
    "check_identity": "核实身份",
    "restrict": "限制知悉",
    "unrestrict": "解除限制知悉",
    "take_in": "并入另一件申请",
    "split_off": "拆分",
    "transfer": "转办",
    "take_dossier": "导出卷宗",
}


def register_acts() -> None:
    register("requests_app.disclosurerequest", {row.act: row.label for row in REQUEST_WORKFLOW.rows} | _OTHERS)
    register("requests_app.standin", {"set_stand_in": "登记请假代办"})
