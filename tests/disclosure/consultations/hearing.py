"""The education bureau asks the public about a draft over the National Day holiday, and the ways an opinion takes."""

from datetime import date, datetime
from itertools import count

from disclosure.consultations import services
from disclosure.consultations.models import Consultation, Opinion
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.subjects import ref

MORNING = datetime(2026, 9, 16, 9, 30, tzinfo=SHANGHAI)
"""A Wednesday; thirty days later it is 16 October, and the holiday lies between."""
LAST_DAY = date(2026, 10, 16)
END = datetime(2026, 10, 17, 0, 0, tzinfo=SHANGHAI)
AFTER = datetime(2026, 10, 17, 0, 5, tzinfo=SHANGHAI)

DRAFT = {
    "title": "临江市中小学校车管理办法（草案）公开征求意见",
    "category": "policy",
    "scope": "rules",
    "legal_kind": "rule_draft",
    "summary": "规定校车怎么开、谁来管、家长付多少。",
    "draft": (
        "一、总则\n第一条　为了保障学生乘车安全，制定本办法。\n第二条　校车每公里收费0.5元。\n\n"
        "二、管理\n第三条　校车不得超员。"
    ),
    "explanation": "起草时走访了12所学校。",
    "reasons": "现在校车没有统一的规定。",
    "basis": "《校车安全管理条例》第三条。",
    "how_to_reply": "寄信：临江市学府路1号市教育局法规科。",
    "days": 30,
}
OPINION = {
    "stance": "change",
    "text": "每公里0.5元太贵，建议减半。",
    "person_kind": "citizen",
    "district": "",
    "name": "周晓燕",
    "contact": "13812345678",
    "consents": True,
}
QUESTIONS = [
    {"kind": "single", "text": "孩子坐校车吗", "options": ["坐", "不坐"]},
    {"kind": "multiple", "text": "最关心什么", "options": ["安全", "价格", "线路"]},
    {"kind": "matrix", "text": "满意吗", "options": ["满意", "不满意"], "rows": ["司机", "车况"]},
    {"kind": "text", "text": "还想说什么", "is_required": False},
]
STATEMENT = "收到的意见都研究过，收费降低一半。"

_tokens = count(1)


def token() -> str:
    """A form nobody has sent yet."""
    return f"form-{next(_tokens):038d}"


def drafted(office, **values) -> Consultation:
    given = DRAFT | {"decided_on": office.at.date()} | values
    return services.create(organ=office.organ, values=given, **office.as_(Role.HANDLER))


def cleared(office, **values) -> Consultation:
    row = services.submit(drafted(office, **values), **office.as_(Role.HANDLER))
    return services.review_secrecy(row, found=[], opinion="不涉及七种情形。", **office.as_(Role.SECRECY_REVIEWER))


def approved(office, **values) -> Consultation:
    return services.approve(cleared(office, **values), **office.as_(Role.SIGNER))


def opened(office, **values) -> Consultation:
    return services.publish(approved(office, **values), **office.as_(Role.INFO_CLERK))


def said(consultation, at=MORNING, *, anchor="", **values) -> Opinion:
    given = {"values": OPINION | values, "anchor": anchor, "token": token()}
    return services.send_opinion(consultation, **given, actor=services.CITIZEN, moment=lambda: at).opinion


def closed(office, consultation, at=AFTER) -> Consultation:
    """The worker came by; from now on the office acts after the end."""
    services.close_what_is_over(at=at)
    office.at = at
    return fresh(consultation)


def answered(office, consultation, *, verdict="adopted", reason="按意见修改。", title="价格") -> Consultation:
    """Every ungrouped opinion under one theme with one answer, and the statement."""
    clerk = office.as_(Role.HANDLER)
    if consultation.opinions.counted().exists():
        theme = services.name_theme(consultation, title=title, summary="", **clerk)
        services.group(consultation, opinions=consultation.opinions.counted().filter(theme=None), theme=theme, **clerk)
        services.answer_theme(consultation, theme=theme, verdict=verdict, reason=reason, **clerk)
    return services.write_result(consultation, result_summary=STATEMENT, **clerk)


def finished(office, consultation, **answer) -> Consultation:
    """Closed, answered, handed in and published."""
    row = answered(office, closed(office, consultation), **answer)
    services.submit_result(row, **office.as_(Role.HANDLER))
    return services.publish_result(row, **office.as_(Role.DISCLOSURE_HEAD))


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def clocks(consultation) -> list[tuple[str, date, str]]:
    """Rule, last day and outcome of all clocks, in the order they were opened."""
    rows = Deadline.objects.filter(subject_id=consultation.pk, subject_label=ref(consultation).label).order_by("pk")
    return [(row.rule, row.due_on, row.outcome) for row in rows]
