"""How long it is kept who wrote and what came along: as long as the writer may come back about the answer."""

from portal.privacy.retention import DELETE, RetentionRule, register

WRITER_MONTHS = 12


def register_retention() -> None:
    """A file that went over into a request is kept there: it is a row of its own."""
    register(
        RetentionRule(
            code="message_writer",
            model="sentiment.message",
            what="留言人的姓名、电话、邮箱",
            event="留言办结",
            anchor="closed_at",
            months=WRITER_MONTHS,
            basis="《个人信息保护法》第十九条、第四十七条",
            erase={"name": "", "phone": "", "email": ""},
            stamp="purged_at",
        )
    )
    register(
        RetentionRule(
            code="message_files",
            model="sentiment.messagefile",
            what="留言人提交的附件",
            event="留言办结",
            anchor="message__closed_at",
            months=WRITER_MONTHS,
            basis="《个人信息保护法》第十九条、第四十七条",
            erase=DELETE,
        )
    )
