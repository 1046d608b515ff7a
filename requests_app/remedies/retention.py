"""How long what is known of applicants is kept, and the words of letters to them."""

from django.db.models import Q

from portal.privacy.retention import RetentionRule, register
from requests_app.cases.states import CLOSED, State
from requests_app.remedies.states import RemedyState

_BASIS = "《个人信息保护法》第十九条、第四十七条"
KEPT_MONTHS = 60
"""Five years from the day the case was closed: the longest period in which somebody may still sue (《行政诉讼法》
第四十六条第二款)."""
UNREACHED_MONTHS = 12
"""One year on record is what the city's rules ask (S2-2.9.1b)."""

_SEALED = (
    "name",
    "identity_number",
    "identity_index",
    "representative",
    "contact_person",
    "phone",
    "email",
    "address",
    "agent_name",
    "agent_identity",
)
_PENDING = Q(request__remedies__state=RemedyState.OPEN) | Q(request__record_corrections__state="open")
"""Somebody still has to be written to."""


def register_retention() -> None:
    register(
        RetentionRule(
            code="request_applicant",
            model="requests_app.applicant",
            what="申请人的姓名、证件号码、联系方式",
            event="申请办结",
            anchor="request__closed_on",
            months=KEPT_MONTHS,
            basis=_BASIS,
            erase=dict.fromkeys(_SEALED, ""),
            stamp="purged_at",
            only=Q(request__state__in=CLOSED) & ~_PENDING,
        )
    )
    register(
        RetentionRule(
            code="request_unreached",
            model="requests_app.applicant",
            what="无法联系的申请人的姓名、证件号码、联系方式",
            event="提交申请（登记留存届满、已经归档的）",
            anchor="request__submitted_at",
            months=UNREACHED_MONTHS,
            at_least=UNREACHED_MONTHS,
            basis=f"本市依申请公开制度第九条；{_BASIS}",
            erase=dict.fromkeys(_SEALED, ""),
            stamp="purged_at",
            only=Q(request__received_on=None, request__state=State.ARCHIVED),
        )
    )
    register(
        RetentionRule(
            code="request_letter_words",
            model="letters.lettertext",
            what="给申请人、第三方的文书的内容",
            event="申请办结",
            anchor="letter__foi_service__request__closed_on",
            months=KEPT_MONTHS,
            basis=_BASIS,
            erase={"content": ""},
            only=Q(letter__foi_service__request__state__in=CLOSED)
            & ~Q(letter__foi_service__request__remedies__state=RemedyState.OPEN),
        )
    )
    register(
        RetentionRule(
            code="referral_reasons",
            model="requests_app.referral",
            what="提请确定时双方的理由",
            event="申请办结",
            anchor="remedy__request__closed_on",
            months=KEPT_MONTHS,
            basis=_BASIS,
            erase=dict.fromkeys(("organ_reason", "applicant_reason"), ""),
            only=Q(remedy__request__state__in=CLOSED) & ~Q(remedy__state=RemedyState.OPEN),
        )
    )
    register(
        RetentionRule(
            code="record_correction_words",
            model="requests_app.recordcorrection",
            what="更正申请里与个人有关的内容",
            event="答复更正申请",
            anchor="closed_on",
            months=KEPT_MONTHS,
            basis=_BASIS,
            erase=dict.fromkeys(("record", "fault", "evidence", "checked", "before", "after", "reason"), ""),
            stamp="purged_at",
        )
    )
