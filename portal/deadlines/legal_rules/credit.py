"""How long credit information is shown (信用信息公示). The numbers were read in reprints only: a city sets its own.

The limits of publication itself stand in ``disclosure``: ``PENALTY_PUBLISH``, ``PENALTY_WITHDRAW``.
"""

from functools import partial

from portal.deadlines.legal_rules.terms import Basis, Chapter, LegalRule, Unit

_shown = partial(LegalRule, chapter=Chapter.DISCLOSURE, unit=Unit.MONTH, escalations=())

RULES = (
    _shown(
        code="CREDIT_SHOW_PENALTY",
        title="行政处罚信息的公示期",
        article="发改办财金〔2019〕527号（最长公示期，期满自动停止公示）",
        anchor="作出处罚决定的日子",
        mark="决定",
        verb="公示截止日",
        amount=36,
        ceiling=36,
        basis=Basis.UNVERIFIED,
        duties=("S3-5.6b",),
    ),
    _shown(
        code="CREDIT_REPAIR",
        title="行政处罚信息的最短公示期",
        article="信用修复的通行规定（最短公示期满，方可提前终止公示）",
        anchor="作出处罚决定的日子",
        mark="决定",
        verb="最早提前终止公示的日子",
        amount=3,
        minimum=True,
        ceiling=12,
        basis=Basis.UNVERIFIED,
        duties=("S3-5.6b",),
    ),
    _shown(
        code="CREDIT_SHOW_INSPECTION",
        title="抽查检查结果的公示期",
        article="本平台设定",
        anchor="作出检查结论的日子",
        mark="结论",
        verb="公示截止日",
        amount=36,
        ceiling=60,
        basis=Basis.HOUSE,
        duties=("S3-5.6b",),
    ),
    _shown(
        code="CREDIT_SHOW_SERIOUS",
        title="严重违法失信名单的公示期",
        article="失信名单管理的通行规定（列入满三年移出）",
        anchor="决定列入的日子",
        mark="列入",
        verb="公示截止日",
        amount=36,
        ceiling=36,
        basis=Basis.UNVERIFIED,
        duties=("S3-5.6b",),
    ),
)
