"""What the acts on organs and people are called."""

from portal.audit import acts

ORGAN = {
    "found_organ": "设立机关",
    "describe_organ": "修改机关资料",
    "rename_organ": "更名",
    "split_organ": "分出部分职责",
    "close_organ": "撤并",
}
USER = {
    "create_user": "新增用户",
    "describe_user": "修改用户资料",
    "change_password": "修改密码",
    "reset_password": "重设密码",
    "set_up_second_factor": "设置动态口令",
    "reset_second_factor": "重设动态口令",
    "log_in": "登录",
    "unlock": "解除锁定",
    "close_account": "停用账号",
    "reopen_account": "恢复账号",
}
APPOINTMENT = {
    "appoint": "任命",
    "end_appointment": "结束任命",
    "revoke_appointment": "收回任命",
}


def register_labels() -> None:
    acts.register("accounts.organ", ORGAN)
    acts.register("accounts.user", USER)
    acts.register("accounts.appointment", APPOINTMENT)
    acts.register("accounts.accessreview", {"list_privileged_access": "列出特权账号"})
    acts.register(acts.ANY_SUBJECT, {"pass_to_heir": "随机构改革移交"})
