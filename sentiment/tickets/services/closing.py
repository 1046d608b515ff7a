"""How a ticket ends: 办结 and 评估, 不予回应, 并入另一件."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.clock import local
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.screening.services import refuse_marks
from portal.workflow import edit, move, require_move
from sentiment.tickets import clocks, fields
from sentiment.tickets.models import Ticket
from sentiment.tickets.services.telling import alert
from sentiment.tickets.states import CLERKS, TicketState


@transaction.atomic
def finish(ticket: Ticket, *, actor: Actor, at: datetime) -> Ticket:
    """办结, once the result is public. Raises ``Blocked``."""
    move(ticket, "finish", actor=actor, at=at, fields={"finished_at": at})
    clocks.reset(ticket, why="办结", actor=actor, at=at)
    return ticket


def resume(ticket: Ticket, *, reason: str, actor: Actor, at: datetime) -> Ticket:
    """It flares up again: further answers can be published."""
    move(ticket, "resume", actor=actor, at=at, reason=reason, fields={"finished_at": None})
    return ticket


@transaction.atomic
def decline(ticket: Ticket, *, reason: str, actor: Actor, at: datetime) -> Ticket:
    """Judged not to be answered, decided by somebody else than who judged."""
    move(ticket, "decline", actor=actor, at=at, reason=reason, fields={"finished_at": at})
    clocks.reset(ticket, why="不予回应", actor=actor, at=at)
    return ticket


@transaction.atomic
def merge(ticket: Ticket, *, into: Ticket, actor: Actor, at: datetime) -> Ticket:
    """The same concern registered twice: one answer. What became known earlier counts for both.

    Raises ``InvalidInput``, ``Blocked``, ``NotAllowed`` or ``StaleState``.
    """
    require_move(ticket, "merge", actor=actor)
    if into.pk == ticket.pk or not into.is_running:
        raise InvalidInput({"into": "请选另一件正在办理的舆情"})
    require(actor, CLERKS, into.organ, doing="并入这一件")
    if into.happened_at and ticket.known_at < into.happened_at:
        raise InvalidInput({"into": "这一件的知悉时间早于那一件的事发时间：先更正其中一个"})
    move(ticket, "merge", actor=actor, at=at, fields={"merged_into": into})
    clocks.reset(ticket, why=f"并入{into.number}", actor=actor, at=at)
    if ticket.known_at < into.known_at:
        edit(
            into,
            {"known_at": ticket.known_at},
            act="correct_known_at",
            actor=actor,
            at=at,
            reason=f"并入{ticket.number}，它知悉得更早",
        )
        clocks.reset(into, why=f"并入{ticket.number}", actor=actor, at=at)
    return ticket


def record_transfer(
    ticket: Ticket,
    *,
    transferred_to: str,
    transferred_on: date,
    transfer_number: str = "",
    actor: Actor,
    at: datetime,
) -> Ticket:
    """Handed to the police or the supervisors of networks (S3-4.4.6). Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, CLERKS, ticket.organ, doing="登记移交")
    if not (ticket.is_running or ticket.state == TicketState.FINISHED):
        raise StaleState
    values = {"transferred_to": transferred_to, "transferred_on": transferred_on, "transfer_number": transfer_number}
    clean = checked(fields.TRANSFER, values)
    if clean["transferred_on"] is None or clean["transferred_on"] > local(at).date():
        raise InvalidInput({"transferred_on": "请填写移交日期，不能晚于今天"})
    edit(ticket, clean, act="record_transfer", actor=actor, at=at)
    return ticket


def evaluate(ticket: Ticket, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Ticket:
    """How well it was answered; what went wrong ends in a proposal that 政务公开办 hears of (S4-1.15).

    Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``.
    """
    require_move(ticket, "evaluate", actor=actor)
    clean = fields.read_evaluation(values, was_late=clocks.was_late(ticket))
    refuse_marks(fields.parts(clean, fields.EVALUATE), doing="评估舆情", actor=actor, at=at)
    return _evaluate(ticket, clean, actor=actor, at=at)


@transaction.atomic
def _evaluate(ticket: Ticket, clean: Mapping[str, Any], *, actor: Actor, at: datetime) -> Ticket:
    move(ticket, "evaluate", actor=actor, at=at, fields=clean)
    if ticket.measure:
        words = f"舆情评估建议{ticket.get_measure_display()}（{ticket.failure_words}）"
        alert(ticket, recipients_of(None, Role.OVERSIGHT, at=at), words=words, key="measure", at=at)
    return ticket
