"""发布, 延长, 截止, 取消: the days the public has."""

from datetime import date, datetime

from django.db import transaction

from disclosure.consultations import clocks
from disclosure.consultations.fields import EXTENSION
from disclosure.consultations.models import Consultation, Passage
from disclosure.consultations.passages import split
from disclosure.consultations.services.telling import tell_organ
from disclosure.consultations.states import APPROVERS, DRAFTERS, RESULT_APPROVERS, State
from portal.accounts import rules
from portal.actors import SYSTEM, Actor
from portal.clock import end_of_day, local
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.screening.services import marks_in
from portal.search import services as search
from portal.workflow import edit, move


@transaction.atomic
def publish(consultation: Consultation, *, actor: Actor, at: datetime) -> Consultation:
    """Everybody may read it and say something from now on, to the end of the last day.

    Raises ``Blocked`` with what is missing.
    """
    opened_on = local(at).date()
    ends_on = consultation.last_day(opened_on)
    clocks.stop(consultation, actor=actor, at=at)
    fields = {"published_at": at, "opened_on": opened_on, "ends_on": ends_on, "ends_at": end_of_day(ends_on)}
    move(consultation, "publish", actor=actor, at=at, fields=fields)
    Passage.objects.bulk_create(Passage(consultation=consultation, **piece) for piece in split(consultation.draft))
    clocks.open_period(consultation, actor=actor, at=at)
    search.queue(consultation)
    return consultation


def not_to_extend(consultation: Consultation, actor: Actor) -> str:
    """Why this actor may not move the end, in Chinese; empty when it is allowed."""
    if consultation.state != State.OPEN:
        return "征求意见期间才能延长。"
    return "" if rules.holds(actor, APPROVERS, consultation.acting_organ_id) else "延长由签发人或者主要负责人批准。"


@transaction.atomic
def extend(consultation: Consultation, *, ends_on: date, reason: str, actor: Actor, at: datetime) -> Consultation:
    """More days, before the old end has passed. Raises ``NotAllowed``, ``InvalidInput``, or ``StaleState`` once the
    period is over."""
    if why := not_to_extend(consultation, actor):
        raise NotAllowed(why)
    clean = checked(EXTENSION, {"ends_on": ends_on, "extended_reason": reason})
    if marks_in(clean["extended_reason"]):
        raise InvalidInput({"reason": "理由里有密级标志，不能公开"})
    if not consultation.takes_opinions(at):
        raise StaleState("已经截止，不能再延长。")
    if consultation.ends_on is None or clean["ends_on"] <= consultation.ends_on:
        raise InvalidInput({"ends_on": f"要晚于现在的截止日{consultation.ends_on}"})
    longer = consultation.days + (clean["ends_on"] - consultation.ends_on).days
    changes = clean | {"ends_at": end_of_day(clean["ends_on"]), "days": longer}
    edit(consultation, changes, act="extend", actor=actor, at=at, reason=clean["extended_reason"])
    search.queue(consultation)
    return consultation


def close_what_is_over(*, at: datetime) -> int:
    """Close each consultation whose last day has passed; how many. One that fails stops no other."""
    closed = 0
    for pk in (
        Consultation.objects.filter(state=State.OPEN, ends_at__lte=at).order_by("pk").values_list("pk", flat=True)
    ):
        with transaction.atomic():
            row = Consultation.objects.select_for_update(of=("self",)).select_related("organ").get(pk=pk)
            if row.state == State.OPEN and not row.takes_opinions(at):
                _close(row, at=at)
                closed += 1
    return closed


def _close(consultation: Consultation, *, at: datetime) -> None:
    """The result is owed from the last day on (S0-6.6)."""
    move(consultation, "close", actor=SYSTEM, at=at)
    clocks.stop(consultation, actor=SYSTEM, at=at)
    clocks.open_feedback(consultation, actor=SYSTEM, at=at)
    tell_organ(consultation, "征求意见已经截止，等归纳、答复、公布结果", *DRAFTERS, *RESULT_APPROVERS, at=at)
    search.queue(consultation)


@transaction.atomic
def cancel(consultation: Consultation, *, reason: str, actor: Actor, at: datetime) -> Consultation:
    """The page of one that was opened says why. Raises ``Blocked`` after the last day."""
    words = reason.strip()
    if marks_in(words):
        raise DomainError("原因里有密级标志，不能公开。", field="reason")
    move(consultation, "cancel", actor=actor, at=at, reason=words, fields={"cancelled_reason": words})
    clocks.stop(consultation, actor=actor, at=at, outcome=Outcome.CANCELLED)
    search.queue(consultation)
    return consultation
