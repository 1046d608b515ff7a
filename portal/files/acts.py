"""What the audit trail calls the acts on files."""

from portal.audit.acts import register

_ACTS = {
    "store": "收下文件",
    "take_again": "沿用文件",
    "store_copy": "收下副本",
    "make_clean_copy": "制作清理副本",
    "confirm_copy": "确认副本",
    "drop_copy": "删除副本",
}


def register_acts() -> None:
    register("files.storedfile", _ACTS)
    register("files.refusedupload", {"refuse_upload": "拒收文件"})
