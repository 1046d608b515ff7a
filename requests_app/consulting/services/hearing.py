"""What the party said, or that it said nothing in its time. Either lets the clock of the answer go on."""

import logging
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from portal.actors import SYSTEM, Actor
from portal.clock import local
from portal.deadlines.course import fold
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import facts_of, running_clock
from portal.deadlines.services import close, resume
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.subjects import ref
from portal.workflow import move
from requests_app.cases import clocks
from requests_app.cases.services.telling import tell_applicant, tell_organ
from requests_app.consulting.fields import OPINION
from requests_app.consulting.models import Consultation
from requests_app.consulting.states import ConsultationState, PartyKind
from requests_app.consulting.terms import TERMS

logger = logging.getLogger(__name__)

BATCH = 200


class Opinion(StrEnum):
    """The act for each answer."""

    AGREES = "agree"
    OBJECTS = "object"
    OBJECTS_PARTLY = "object_partly"


@transaction.atomic
def hear(row: Consultation, *, opinion: str, text: str, on: date, actor: Actor, at: datetime) -> Consultation:
    """Enter what the party answered on ``on``; the answer's clock goes on the next day, but never later than after the
    party's own time, where its silence has a meaning of its own. Raises ``InvalidInput``."""
    clean = checked(OPINION, {"opinion": text})
    if not row.sent_on <= on <= local(at).date():
        raise InvalidInput({"on": "收到意见的日子要在发出和今天之间"})
    was_waiting = row.state == ConsultationState.ASKED
    ended_on = _end_of_waiting(row, on)
    fields = clean | ({"ended_on": ended_on} if was_waiting else {})
    move(row, Opinion(opinion).value, actor=actor, at=at, reason=clean["opinion"], fields=fields)
    if was_waiting:
        _end(row, on=ended_on, outcome=Outcome.DONE, actor=actor, at=at)
    return row


def _end_of_waiting(row: Consultation, heard_on: date) -> date:
    """The day of the opinion, or the last day of the party's time when it came later (law.md A5.6)."""
    terms = TERMS[PartyKind(row.kind)]
    clock = running_clock(ref(row), terms.reply) if terms.silence else None
    return min(heard_on, clock.due_on) if clock else heard_on


@transaction.atomic
def cancel(row: Consultation, *, reason: str, actor: Actor, at: datetime) -> Consultation:
    """No longer waited for: not needed, or an organ whose silence means nothing did not answer."""
    today = local(at).date()
    move(row, "cancel", actor=actor, at=at, reason=reason, fields={"ended_on": today})
    _end(row, on=today, outcome=Outcome.CANCELLED, actor=actor, at=at)
    return row


def _end(row: Consultation, *, on: date, outcome: str, actor: Actor, at: datetime) -> None:
    terms = TERMS[PartyKind(row.kind)]
    if clock := running_clock(ref(row), terms.reply):
        close(clock, on=max(on, clock.opened_on), actor=actor, at=at, outcome=outcome)
    answer = running_clock(ref(row.request), clocks.REPLY)
    if answer is None or not _stands_for(answer, f"{terms.stop}|{row.pk}"):
        return
    resume(answer, stop=terms.stop, key=str(row.pk), on=on, actor=actor, at=at, evidence=row.letter.number)
    answer.refresh_from_db()
    if answer.waiting_since is None:
        day = f"{answer.due_on.month}月{answer.due_on.day}日"
        words = f"征求意见结束，期限继续计算，最晚{day}答复您。是否公开由机关决定，不由被征求的一方决定。"
        tell_applicant(row.request, words, at=at, key=f"consulted-{row.pk}")


def _stands_for(clock: Deadline, key: str) -> bool:
    """Whether this very stop is open: a restart has wiped out earlier ones."""
    course = fold(facts_of(clock.events.all()), clock.legal_rule)
    return key in dict(course.open_stops)


def settle_silent(*, at: datetime) -> int:
    """Parties whose time is over: a third party's silence decides nothing, that of an organ that made the information
    together is consent (arts. 32 and 34). Returns how many; whoever answered meanwhile is left alone."""
    over = Deadline.objects.due_by(at).filter(subject_label=Consultation._meta.label_lower)
    kinds = [kind for kind, terms in TERMS.items() if terms.silence]
    waiting = Consultation.objects.filter(
        state=ConsultationState.ASKED, kind__in=kinds, pk__in=over.values("subject_id")
    )
    rows = waiting.select_related("request__organ", "letter").order_by("pk")[:BATCH]
    return sum(_settle(row, at) for row in rows)


def _settle(row: Consultation, at: datetime) -> bool:
    terms = TERMS[PartyKind(row.kind)]
    try:
        with transaction.atomic():
            clock = running_clock(ref(row), terms.reply)
            if clock is None or clock.due_at > at:
                return False
            move(row, terms.silence, actor=SYSTEM, at=at, fields={"ended_on": clock.due_on})
            deemed = Outcome.DEEMED if row.kind == PartyKind.JOINT_ORGAN else Outcome.CANCELLED
            _end(row, on=clock.due_on, outcome=deemed, actor=SYSTEM, at=at)
            tell_organ(row.request, f"{row.short_party}逾期没有提出意见，期限继续计算", at=at)
    except DomainError:
        logger.info("consultation %s was answered meanwhile", row.pk)
        return False
    return True
