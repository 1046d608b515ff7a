"""How long it is kept who appealed: until the result is told, and a while to come back about it."""

from portal.privacy.retention import RetentionRule, register

APPELLANT_MONTHS = 12


def register_retention() -> None:
    register(
        RetentionRule(
            code="unit_appellant",
            model="disclosure.appeal",
            what="公共企事业单位申诉人的姓名、联系方式",
            event="告知申诉结果",
            anchor="told_at",
            months=APPELLANT_MONTHS,
            basis="《个人信息保护法》第十九条、第四十七条",
            erase={"name": "", "contact": ""},
        )
    )
