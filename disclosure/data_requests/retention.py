"""How long the address of who asked for data is kept: until the answer is out, and a while to come back about it."""

from portal.privacy.retention import RetentionRule, register

ASKER_MONTHS = 6


def register_retention() -> None:
    register(
        RetentionRule(
            code="data_request_asker",
            model="disclosure.datarequest",
            what="提出数据需求的人的邮箱",
            event="数据需求答复",
            anchor="published_at",
            months=ASKER_MONTHS,
            basis="《个人信息保护法》第十九条、第四十七条",
            erase={"email": ""},
        )
    )
