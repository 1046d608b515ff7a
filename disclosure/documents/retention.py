"""How long the personal data of this room is kept."""

from django.db.models import Q

from disclosure.documents.states import ReportState
from portal.privacy.retention import RetentionRule, register


def register_retention() -> None:
    register(
        RetentionRule(
            code="error_report_contact",
            model="disclosure.errorreport",
            what="网站找错人的联系方式",
            event="收到找错（已经办结的）",
            anchor="at",
            months=6,
            basis="《个人信息保护法》第十九条",
            erase={"contact": ""},
            only=~Q(state=ReportState.OPEN),
        )
    )
