"""What the writer reads about each act. Pure. Nobody's name and no inner matter of the organ stands in it."""

SENTENCES: dict[str, str] = {
    "register": "收到您的留言",
    "accept": "机关已经受理",
    "hand_over": "转给负责的机关办理，期限不变",
    "reclassify": "按内容改了类别，期限从收到那天重新核定",
    "approve": "机关答复了您",
    "redirect": "机关告诉您到哪里办",
    "offer": "机关请您转为别的办理方式",
    "decline_offer": "您没有同意转，照旧办理",
    "accept_offer": "您同意转，这封留言办结",
    "set_aside": "没有作为有效留言办理",
    "withdraw": "您撤回了留言",
    "publish": "去掉个人信息以后公开",
    "take_down": "不再公开",
    "reissue_code": "补发了查询码，以前的作废",
    "rate": "您评价了这次办理",
    "deadline_extended": "办理期限延长",
}
"""Keyed by act."""

UNSAID = frozenset(
    {
        "submit_answer",
        "send_back",
        "keep_private",
        "prepare",
        "urge",
        "convert",
        "add_files",
        "prove_email",
        "check_name",
    }
)
"""Acts inside the organ."""
