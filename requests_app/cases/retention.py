"""How long identity documents are kept: as long as somebody may still ask whether it was the applicant."""

from django.db.models import Q

from portal.privacy.retention import RetentionRule, register
from requests_app.cases.states import CLOSED, SEALED_PURPOSES

IDENTITY_MONTHS = 12


def register_retention() -> None:
    """Erasing the key erases the document; the file itself belongs to nothing then and is cleared away."""
    register(
        RetentionRule(
            code="request_identity_files",
            model="requests_app.requestfile",
            what="申请人的身份证明、授权委托书",
            event="收到材料（申请已经办结的）",
            anchor="added_at",
            months=IDENTITY_MONTHS,
            basis="《个人信息保护法》第十九条、第四十七条",
            erase={"file_key": "", "file": None},
            stamp="purged_at",
            only=Q(purpose__in=SEALED_PURPOSES, request__state__in=CLOSED),
        )
    )
