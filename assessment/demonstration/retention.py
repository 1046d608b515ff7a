"""How long the address of who objected is kept: until the answer is out, and a while to come back about it."""

from portal.privacy.retention import RetentionRule, register


def register_retention() -> None:
    register(
        RetentionRule(
            code="demonstration_objector",
            model="assessment.dissent",
            what="提出公示异议的人的邮箱",
            event="异议答复",
            anchor="settled_at",
            months=6,
            basis="《个人信息保护法》第十九条、第四十七条",
            erase={"email": ""},
        )
    )
