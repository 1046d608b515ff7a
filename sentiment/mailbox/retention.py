"""How long it is kept who wrote: as long as the writer may come back about the answer."""

from portal.privacy.retention import RetentionRule, register

WRITER_MONTHS = 12


def register_retention() -> None:
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
