"""Where leads come from, which organ decides, and until when one may object."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from assessment.accountability.models import Accountability, Objection, Respondent
from assessment.accountability.states import CaseState, ObjectionKind, Origin, Situation
from assessment.rectification.models import Criticism
from assessment.rectification.states import CriticismState
from assessment.scoring.models import Assessment
from assessment.scoring.states import AssessmentState
from portal import clock
from portal.accounts.models import Organ, OrganQuerySet
from portal.accounts.states import OrganKind
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import calendar, rule
from portal.deadlines.states import Outcome
from portal.subjects import TITLE_LENGTH
from sentiment.reproofs.models import Reproof
from sentiment.reproofs.states import ReproofState
from sentiment.tickets.codes import Measure

REVIEW, APPEAL, REPORT = "ACCOUNTABILITY_REVIEW", "ACCOUNTABILITY_APPEAL", "ACCOUNTABILITY_FEEDBACK"


@dataclass(frozen=True, slots=True)
class Lead:
    """``source`` names the fact; a fact is a lead once."""

    organ: Organ
    origin: Origin
    source: str
    grounds: str
    situation: Situation


def authority_of(organ: Organ, on: date) -> Organ | None:
    """上一级行政机关 (Regulations art. 52, 53): the organ above, else the city; ``None``: outside of it."""
    heir = organ.heir()
    above = heir.parent or Organ.objects.listed(on).filter(kind=OrganKind.GOVERNMENT).first()
    return above.heir() if above is not None and above.heir().pk != heir.pk else None


def below(seats: frozenset[int], on: date) -> OrganQuerySet:
    """The organs whose cases are decided in one of ``seats``, in the order of the list."""
    above = Organ.objects.answered_for_by(seats)
    wanted = Q(parent__in=above)
    if Organ.objects.filter(pk__in=above, kind=OrganKind.GOVERNMENT).exists():
        wanted |= Q(parent=None) & ~Q(kind=OrganKind.GOVERNMENT)
    return Organ.objects.active(on).domestic().filter(wanted).order_by("position", "pk")


def last_day(code: str, start: date) -> date:
    """The last day of that limit when it begins on ``start``."""
    return compute(rule(code, on=start), [Fact(EventKind.OPENED, start)], calendar(), on=start).due


def leads(at: datetime) -> Iterator[Lead]:
    """Everything the platform knows that may have to be answered for, whether it is a case already or not."""
    yield from _criticised()
    yield from _reproved()
    yield from _rumours_reported_late(at)
    yield from _falsified()


def _criticised() -> Iterator[Lead]:
    """Told to mend, not mended, criticised before all (S2-11.10)."""
    rows = Criticism.objects.filter(state=CriticismState.CIRCULATED, refers=True).select_related("organ__parent")
    for row in rows.order_by("pk"):
        grounds = f"{row.grounds}。{row.words}"
        yield Lead(row.organ, Origin.CRITICISM, f"assessment.criticism:{row.pk}", grounds, Situation.NO_DISCLOSURE)


def _reproved() -> Iterator[Lead]:
    """Passive after having been talked to, and criticised for it (S3-4.7b)."""
    rows = Reproof.objects.filter(state=ReproofState.CARRIED_OUT, measure=Measure.CRITICISM)
    for row in rows.select_related("organ__parent").order_by("pk"):
        grounds = f"{row.grounds}。{row.note}"
        yield Lead(row.organ, Origin.REPROOF, f"sentiment.reproof:{row.pk}", grounds, Situation.OTHER)


def _rumours_reported_late(at: datetime) -> Iterator[Lead]:
    """A false or incomplete report of which nobody told the office in time (S2-8.9). Whether it did great harm is for
    the people who decide on the lead."""
    late = Q(closed_at__gte=F("due_at")) | Q(closed_at=None)
    rows = Deadline.objects.filter(late, rule="CLARIFICATION_REPORT", due_at__lte=at)
    rows = rows.exclude(outcome__in=(Outcome.SUPERSEDED, Outcome.CANCELLED)).select_related("organ__parent")
    for row in rows.order_by("pk"):
        grounds = f"{row.subject_title}：{clock.local(row.due_at):%Y年%-m月%-d日%H:%M}以前应当报告，没有按时报告"
        yield Lead(
            row.organ, Origin.CLARIFICATION, f"deadlines.deadline:{row.pk}", grounds[:TITLE_LENGTH], Situation.OTHER
        )


def _falsified() -> Iterator[Lead]:
    """The leading group found falsehood in the approved assessment of the year (S2-11.12, S3-7.5d)."""
    rows = Assessment.objects.filter(state=AssessmentState.APPROVED, fraud__gt=0).select_related("organ__parent")
    for row in rows.order_by("pk"):
        yield Lead(row.organ, Origin.FALSEHOOD, f"assessment.assessment:{row.pk}", row.fraud_facts, Situation.OTHER)


def known_sources() -> frozenset[str]:
    sources = Accountability.objects.exclude(source=None).values_list("source", flat=True).order_by()
    return frozenset(source for source in sources if source)


def report_overdue(on: date) -> "list[Accountability]":
    """Served, nothing reported, the period over."""
    rows = Accountability.objects.filter(state=CaseState.SERVED, reported_on=None, report_by__lt=on)
    return list(rows.select_related("authority").order_by("pk"))


def objection_until(respondent: Respondent, kind: str) -> date | None:
    """The last day of that respondent for a review or an appeal; ``None`` before the decision is served. After a ruling
    on the review the appeal has its own period (Civil Servants Law art. 95)."""
    if kind == ObjectionKind.APPEAL:
        review = Objection.objects.filter(respondent=respondent, kind=ObjectionKind.REVIEW).first()
        if review is not None:
            return review.appeal_by
    return respondent.review_by
