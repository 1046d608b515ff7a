"""How long the personal data of this room is kept."""

from portal.privacy.retention import RetentionRule, register


def register_retention() -> None:
    register(
        RetentionRule(
            code="policy_question_contact",
            model="interpretation.question",
            what="政策咨询人的联系方式",
            event="办结",
            anchor="ended_at",
            months=6,
            basis="《个人信息保护法》第十九条",
            erase={"contact": ""},
        )
    )
