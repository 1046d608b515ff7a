"""答复: drafted by one, examined by another, and told to the writer; or the way to go is told instead.

An answer speaks to one person and stays out of the trail, which is kept for ever.
"""

from datetime import datetime

from django.db import transaction

from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.clock import local
from portal.deadlines import services as deadlines
from portal.deadlines.states import Outcome
from portal.errors import DomainError, NotAllowed
from portal.field_table import checked
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.workflow import move, require_move, touch
from sentiment.mailbox import clocks
from sentiment.mailbox.fields import ANSWER, FAULT, REDIRECT
from sentiment.mailbox.models import Message
from sentiment.mailbox.services.telling import tell_organ, tell_writer
from sentiment.mailbox.states import APPROVERS, DRAFTERS, OPEN, State


def submit_answer(message: Message, *, answer: str, actor: Actor, at: datetime) -> Message:
    """Hand the answer in. Raises ``InvalidInput``, also for 密级标志."""
    require_move(message, "submit_answer", actor=actor)
    clean = checked(ANSWER, {"answer": answer})
    refuse_marks([Part("answer", "答复", clean["answer"])], doing="答复留言", actor=actor, at=at)
    with transaction.atomic():
        move(message, "submit_answer", actor=actor, at=at, derived=clean | {"drafter_id": actor.id})
        tell_organ(message, "有一封留言的答复等审核", *APPROVERS, at=at)
    return message


@transaction.atomic
def send_back(message: Message, *, reason: str, actor: Actor, at: datetime) -> Message:
    """Not yet: back to whoever drafted it; the clock runs on."""
    move(message, "send_back", actor=actor, at=at, reason=reason)
    tell_organ(message, "留言的答复被退回修改", *DRAFTERS, at=at)
    return message


@transaction.atomic
def approve(message: Message, *, actor: Actor, at: datetime) -> Message:
    """The writer reads the answer from now on; all clocks end. Raises ``NotAllowed`` for whoever drafted it."""
    require_move(message, "approve", actor=actor)
    return _respond(message, "approve", actor=actor, at=at, fields={"answered_at": at}, words=message.answer)


def redirect(message: Message, *, elsewhere: str, answer: str, actor: Actor, at: datetime) -> Message:
    """What is settled elsewhere: the writer is told where and how (law.md E6). Raises ``InvalidInput``."""
    require_move(message, "redirect", actor=actor)
    clean = checked(REDIRECT, {"elsewhere": elsewhere, "answer": answer})
    refuse_marks([Part("answer", "答复", clean["answer"])], doing="答复留言", actor=actor, at=at)
    with transaction.atomic():
        fields = {"elsewhere": clean["elsewhere"], "answered_at": at}
        return _respond(message, "redirect", actor=actor, at=at, fields=fields, words=clean["answer"])


def _respond(
    message: Message, act: str, *, actor: Actor, at: datetime, fields: dict[str, object], words: str
) -> Message:
    late = clocks.stop(message, actor=actor, at=at)
    derived = {"closed_at": at, "is_late": late, "answer": words}
    move(message, act, actor=actor, at=at, fields=fields, derived=derived)
    tell_writer(message, at=at)
    return message


@transaction.atomic
def set_aside(message: Message, *, fault: str, reason: str, actor: Actor, at: datetime) -> Message:
    """No 有效留言: it counts nowhere, and its writer reads why. Raises ``InvalidInput``."""
    require_move(message, "set_aside", actor=actor)
    fields = checked(FAULT, {"fault": fault})
    move(message, "set_aside", actor=actor, at=at, reason=reason, fields=fields, derived={"closed_at": at})
    clocks.stop(message, actor=actor, at=at, outcome=Outcome.CANCELLED)
    return message


def not_to_extend(message: Message, actor: Actor) -> str:
    """Why this actor may not move the end, in Chinese; empty when it is allowed."""
    if message.state not in OPEN or message.state == State.SUBMITTED:
        return "受理以后、答复以前才能延长。"
    if not rules.holds(actor, (Role.SIGNER,), message.acting_organ_id):
        return "延长要由承办机关分管负责人批准。"
    clock = clocks.of_the_answer(message)
    return "" if clock and clock.legal_rule.extension else "这一类留言的期限不能延长。"


@transaction.atomic
def extend(message: Message, *, days: int, reason: str, actor: Actor, at: datetime) -> Message:
    """More time for what is complicated; the writer sees the new day at once. ``days`` are working days.

    Raises ``NotAllowed``, ``TooLate`` once the period is over, or ``ImpossibleClock`` beyond the cap.
    """
    if why := not_to_extend(message, actor):
        raise NotAllowed(why)
    if days < 1:
        raise DomainError("请写延长几个工作日。", field="days")
    clock = clocks.of_the_answer(message)
    if clock is not None:
        deadlines.extend(clock, amount=days, on=local(at).date(), actor=actor, at=at, evidence=reason)
    touch(message)
    return message
