"""What the audit trail calls the acts on an answer, besides the moves."""

from portal.audit.acts import register


def register_acts() -> None:
    register(
        "requests_app.disclosurerequest",
        {
            "decide": "选定办理结果",
            "set_pages": "选定提供的页码",
            "set_wording": "改文书措辞",
            "attach": "加入提供的文件",
            "detach": "去掉提供的文件",
            "attach_copy": "上传遮盖副本",
            "screen_again": "重新筛查",
            "send_answer": "发出答复",
        },
    )
    register("requests_app.remedybody", {"set_remedy_body": "登记复议机关和法院"})
