"""How long the names of natural persons are kept."""

from portal.privacy.retention import RetentionRule, register


def register_retention() -> None:
    register(
        RetentionRule(
            code="credit_person_name",
            model="disclosure.creditrecord",
            what="信用信息里自然人的姓名",
            event="停止公示或者作废",
            anchor="taken_down_at",
            months=12,
            basis="《个人信息保护法》第十九条",
            erase={"person_name": ""},
        )
    )
