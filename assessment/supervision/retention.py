"""How long the phone number of a supervisor is kept: the term, and a year to ask about a note."""

from portal.privacy.retention import RetentionRule, register


def register_retention() -> None:
    register(
        RetentionRule(
            code="supervisor_phone",
            model="assessment.supervisor",
            what="社会监督员的电话",
            event="解聘或者没有聘任",
            anchor="ended_at",
            months=12,
            basis="《个人信息保护法》第十九条、第四十七条",
            erase={"phone": ""},
        )
    )
