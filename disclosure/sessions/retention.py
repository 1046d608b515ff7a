"""How long it is kept who wanted to sit in: until after the meeting, and a while to come back about it."""

from portal.privacy.retention import RetentionRule, register

OBSERVER_MONTHS = 6


def register_retention() -> None:
    register(
        RetentionRule(
            code="session_observer",
            model="disclosure.observer",
            what="列席人员的姓名、单位、联系方式和报名理由",
            event="会议结束",
            anchor="session__ended_at",
            months=OBSERVER_MONTHS,
            basis="《个人信息保护法》第十九条、第四十七条",
            erase={"name": "", "affiliation": "", "contact": "", "reason": ""},
            stamp="purged_at",
        )
    )
