"""The clocks of a consultation, by the names of the table of legal limits."""

from datetime import datetime

from disclosure.consultations.codes import PERIOD_RULES
from disclosure.consultations.models import Consultation
from portal.actors import Actor
from portal.clock import local
from portal.deadlines import services as deadlines
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import rule
from portal.deadlines.states import Outcome
from portal.subjects import ref

PREPUBLISH = "PREPUBLISH"
FEEDBACK = "CONSULTATION_FEEDBACK"


def start(consultation: Consultation, *, actor: Actor, at: datetime) -> None:
    """Five working days from the decision to open it (S0-4.7a)."""
    _open(consultation, PREPUBLISH, start=consultation.decided_on, actor=actor, at=at)


def open_period(consultation: Consultation, *, actor: Actor, at: datetime) -> None:
    """The period the public must have, from the day of publication; a shorter one with its reason."""
    code, on = PERIOD_RULES[consultation.legal_kind], local(at).date()
    short = consultation.days < rule(code, on=on).amount
    evidence = consultation.short_reason[:300]
    terms = {"amount": consultation.days, "evidence": evidence} if short else {}
    _open(consultation, code, start=on, actor=actor, at=at, **terms)


def open_feedback(consultation: Consultation, *, actor: Actor, at: datetime) -> None:
    """The result is due from the last day on, whenever the worker came by."""
    _open(consultation, FEEDBACK, start=consultation.ends_on, actor=actor, at=at)


def _open(consultation: Consultation, code: str, *, actor: Actor, at: datetime, **terms: object) -> None:
    organ = consultation.organ.heir()
    deadlines.open_deadline(rule=code, subject=consultation, organ=organ, actor=actor, at=at, **terms)  # type: ignore[arg-type]  # start, amount and evidence, as the callers above name them


def running(consultation: Consultation) -> list[Deadline]:
    return list(Deadline.objects.of(ref(consultation)).running())


def of_the_result(consultation: Consultation) -> Deadline | None:
    found = Deadline.objects.of(ref(consultation)).running().filter(rule=FEEDBACK)
    return found.select_related("organ").first()


def stop(consultation: Consultation, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> bool:
    """Close what runs; whether one of them came after its end."""
    late = False
    for clock in running(consultation):
        late |= not clock.is_minimum and at >= clock.due_at
        deadlines.close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)
    return late
