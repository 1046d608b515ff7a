"""The result: one statement, all answers, public in one transaction."""

from datetime import datetime

from django.db import transaction

from disclosure.consultations import clocks
from disclosure.consultations.fields import RESULT
from disclosure.consultations.models import Consultation
from disclosure.consultations.services.drafting import screen_result
from disclosure.consultations.services.telling import tell_organ, tell_writers
from disclosure.consultations.states import DRAFTERS, RESULT_APPROVERS, State
from portal.accounts import rules
from portal.actors import Actor
from portal.errors import NotAllowed
from portal.field_table import checked
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.search import services as search
from portal.workflow import edit, move


def not_to_write_result(consultation: Consultation, actor: Actor) -> str:
    """Why this actor may not write the statement, in Chinese; empty when it is allowed."""
    if consultation.state != State.CLOSED:
        return "截止以后、结果送审以前才能写采纳情况说明。"
    return "" if rules.holds(actor, DRAFTERS, consultation.acting_organ_id) else "由经办人或者信息员写。"


def write_result(consultation: Consultation, *, result_summary: str, actor: Actor, at: datetime) -> Consultation:
    """Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``."""
    if why := not_to_write_result(consultation, actor):
        raise NotAllowed(why)
    clean = checked(RESULT, {"result_summary": result_summary})
    refuse_marks(
        [Part("result_summary", "采纳情况说明", clean["result_summary"])], doing="写征求意见的结果", actor=actor, at=at
    )
    with transaction.atomic():
        edit(consultation, clean, act="write_result", actor=actor, at=at, derived={"result_drafter_id": actor.id})
        screen_result(consultation, at=at)
    return consultation


@transaction.atomic
def submit_result(consultation: Consultation, *, actor: Actor, at: datetime) -> Consultation:
    """Raises ``Blocked`` with what is missing."""
    move(consultation, "submit_result", actor=actor, at=at, derived={"result_drafter_id": actor.id})
    tell_organ(consultation, "有一件征求意见的结果等审核", *RESULT_APPROVERS, at=at)
    return consultation


@transaction.atomic
def return_result(consultation: Consultation, *, reason: str, actor: Actor, at: datetime) -> Consultation:
    """Back to whoever wrote it; the clock runs on."""
    move(consultation, "return_result", actor=actor, at=at, reason=reason)
    tell_organ(consultation, "征求意见的结果被退回修改", *DRAFTERS, at=at)
    return consultation


@transaction.atomic
def publish_result(consultation: Consultation, *, actor: Actor, at: datetime) -> Consultation:
    """The statement and every answer are public with this one move (S0-6.6, S3-6.2d): until it nobody outside reads
    any of them. Who said something and can be reached hears
    of it. Raises ``NotAllowed`` for whoever wrote the result, ``Blocked`` with what is missing."""
    late = any(clock.rule == clocks.FEEDBACK and at >= clock.due_at for clock in clocks.running(consultation))
    move(consultation, "publish_result", actor=actor, at=at, fields={"result_at": at}, derived={"is_late": late})
    clocks.stop(consultation, actor=actor, at=at)
    search.queue(consultation)
    tell_writers(consultation, at=at)
    return consultation
