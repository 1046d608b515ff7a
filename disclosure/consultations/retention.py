"""How long it is kept who said something: as long as they may come back about the answer."""

from portal.privacy.retention import DELETE, RetentionRule, register

WRITER_MONTHS = 12
_BASIS = "《个人信息保护法》第十九条、第四十七条"


RULES = (
    RetentionRule(
        code="opinion_writer",
        model="disclosure.opinion",
        what="提意见的人的姓名、联系方式",
        event="公布征求意见的结果",
        anchor="consultation__result_at",
        months=WRITER_MONTHS,
        basis=_BASIS,
        erase={"name": "", "contact": ""},
        stamp="purged_at",
    ),
    RetentionRule(
        code="opinion_files",
        model="disclosure.opinionfile",
        what="意见的附件",
        event="公布征求意见的结果",
        anchor="opinion__consultation__result_at",
        months=WRITER_MONTHS,
        basis=_BASIS,
        erase=DELETE,
    ),
)


def register_retention() -> None:
    for rule in RULES:
        register(rule)
