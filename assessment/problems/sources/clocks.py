"""Time limits that ran out, read from the ledger: whatever has a clock needs nobody to report that it was late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import F, Q

from assessment.problems.sources.fault import Fault, Period, Source
from portal import clock
from portal.deadlines.legal_rules.terms import Unit
from portal.deadlines.models import Deadline
from portal.deadlines.states import Outcome

_NOT_BREACHED = (Outcome.SUPERSEDED, Outcome.CANCELLED)
_DAY = timedelta(days=1)

FAMILIES: Mapping[str, Mapping[str, str]] = {
    "late_disclosure": {
        "PUBLISH": "publish",
        "PENALTY_PUBLISH": "publish",
        "BUDGET_PUBLISH": "publish",
        "CONTRACT_PUBLISH": "publish",
        "AWARD_PUBLISH": "publish",
        "ENTERPRISE_PUBLISH": "publish",
        "LAND_PRENOTICE": "publish",
        "LAND_COMPENSATION": "publish",
        "CREDIT_SHOW_INSPECTION": "publish",
        "LIST_UPDATE": "list",
        "WITHHELD_RELEASE": "publish",
        "WITHHELD_REVIEW": "review",
        "INTERPRET": "interpretation",
        "INTERPRET_ONLINE": "interpretation",
        "PREPUBLISH": "prepublish",
        "CONSULTATION_FEEDBACK": "feedback",
    },
    "late_guide": {"GUIDE_UPDATE": "guide"},
    "late_request": {
        "FOI_REPLY": "reply",
        "FOI_DELAYED": "reply",
        "FOI_REDO": "redo",
        "FOI_CORRECTION_NOTICE": "correction_notice",
        "RECORD_CORRECTION": "record",
    },
    "late_report": {
        "ANNUAL_REPORT_ORGAN": "annual_report",
        "ANNUAL_REPORT_CITY": "annual_report",
        "WEBSITE_REPORT": "website_report",
    },
    "late_response": {
        "OPINION_STATEMENT": "statement",
        "OPINION_PRESS": "press",
        "OPINION_REPLY": "reply",
        "CLARIFICATION_REPORT": "report",
        "LETTER_SIMPLE": "letter",
        "LETTER_REPLY": "letter",
        "LETTER_RED_LINE": "letter",
    },
    "late_rectification": {"RECTIFICATION": "rectification"},
    "late_delivery": {"GAZETTE_DELIVERY": "delivery"},
    "late_task": {"WORK_TASK": "task"},
}
"""Source → code of a limit → what was wrong with the case. Two limits of one case with the same word are one fault:
an explanation that is late after the issue and late after going online is late once (S2-11.N2)."""

_LABELS = {
    "late_disclosure": ("没有按时公开", ("S2-11.B1", "S3-7.5c")),
    "late_guide": ("指南、目录没有按时更新", ("S2-11.A3", "S2-3.5.2")),
    "late_request": ("申请没有按时办理", ("S2-11.B2", "S1-1.3")),
    "late_report": ("年度报告、报表没有按时报送、公布", ("S2-11.D1", "S2-9.5")),
    "late_response": ("回应不及时", ("S3-7.5c", "S3-4.7b")),
    "late_rectification": ("没有按期整改", ("S2-11.10",)),
    "late_task": ("要点任务没有按期完成", ("S3-7.2",)),
}


def late(family: str, period: Period) -> Iterator[Fault]:
    """The limits of one family that ran out."""
    words = FAMILIES[family]
    breached = Q(closed_at__gte=F("due_at")) | Q(closed_at=None, waiting_since=None)
    rows = (
        Deadline.objects.filter(
            breached, rule__in=words, is_minimum=False, due_at__lte=period.at, due_on__gte=period.first - _DAY
        )
        .exclude(outcome__in=_NOT_BREACHED)
        .order_by("due_at", "pk")
    )
    for row in rows.iterator(chunk_size=2000):
        breach = _breach(row)
        if breach is not None and breach.occurred_on >= period.first:
            yield _fault(row, words[row.rule], breach)


@dataclass(frozen=True, slots=True)
class _Breach:
    occurred_on: date
    facts: str


def _breach(row: Deadline) -> _Breach | None:
    if row.is_closed and not row.was_late:
        return None  # entered after the end, done before it
    in_hours = row.legal_rule.unit is Unit.HOUR
    due = clock.local(row.due_at)
    last = f"{due:%Y年%-m月%-d日%-H时%-M分}" if in_hours else f"{row.due_on:%Y年%-m月%-d日}"
    done = f"{row.closed_on:%Y年%-m月%-d日}才办结" if row.closed_on else "到期没有办结"
    return _Breach(due.date() if in_hours else row.due_on + _DAY, f"{row.title}，最晚{last}，{done}。")


def _fault(row: Deadline, word: str, breach: _Breach) -> Fault:
    return Fault(
        organ_id=row.organ_id,
        cause=f"{row.subject_label}:{row.subject_id}:{word}:{row.key}",
        subject=row.subject,
        title=f"{row.subject_title}：{row.title}超期",
        article=row.legal_rule.article,
        facts=breach.facts,
        occurred_on=breach.occurred_on,
    )


SOURCES = tuple(Source(code, label, partial(late, code), duties=duties) for code, (label, duties) in _LABELS.items())
