"""监测, 会商, 研判, 批准, 进入回应."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts.states import Role
from portal.actors import Actor
from portal.errors import StaleState
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.screening.services import refuse_marks
from portal.workflow import edit, move, require_move, touch
from sentiment.tickets import clocks, fields, rules
from sentiment.tickets.codes import Level
from sentiment.tickets.models import Ticket
from sentiment.tickets.services.changing import require_may_lower
from sentiment.tickets.services.telling import alert, tell_responsible
from sentiment.tickets.states import APPROVERS, TicketState


def monitor(ticket: Ticket, *, actor: Actor, at: datetime) -> Ticket:
    """受理: from now on it is watched."""
    move(ticket, "monitor", actor=actor, at=at)
    return ticket


def consult(ticket: Ticket, *, consulted_with: str, minutes: str, actor: Actor, at: datetime) -> Ticket:
    """Keep what publicity, cyberspace, media and others said together (S3-4.1b). Raises ``InvalidInput``."""
    require_move(ticket, "consult", actor=actor)
    clean = checked(fields.CONSULT, {"consulted_with": consulted_with, "minutes": minutes})
    refuse_marks(fields.parts(clean, fields.CONSULT), doing="记录会商", actor=actor, at=at)
    move(ticket, "consult", actor=actor, at=at, fields=clean | {"consulted_at": at})
    return ticket


def judge(ticket: Ticket, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Ticket:
    """Level, three factors, whether there is an answer and what is done (S0-3.9b–d). An earlier approval lapses.

    Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``.
    """
    require_move(ticket, "judge", actor=actor)
    clean = fields.read_judgement(values)
    require_may_lower(ticket, clean["level"], actor)
    refuse_marks(fields.parts(clean, fields.JUDGE), doing="研判舆情", actor=actor, at=at)
    return _judge(ticket, clean, actor=actor, at=at)


@transaction.atomic
def _judge(ticket: Ticket, clean: Mapping[str, Any], *, actor: Actor, at: datetime) -> Ticket:
    before = ticket.level
    lapsed = {"approved_at": None, "approver_name": "", "leader": rules.leader_of(clean["level"])}
    move(ticket, "judge", actor=actor, at=at, fields=clean, derived=lapsed | {"judge_id": actor.id})
    if ticket.level != before:
        clocks.reset(ticket, why=f"研判为{Level(ticket.level).label}", actor=actor, at=at)
    if ticket.is_major and ticket.will_respond:
        approvers = (Role.OFFICE_APPROVER,) if ticket.level == Level.EXTREME else APPROVERS
        organ = None if ticket.level == Level.EXTREME else ticket.organ.heir()
        people = recipients_of(organ, *approvers, at=at)
        alert(ticket, people, words="处置意见等您批准", key=str(ticket.version), at=at, by_phone=True)
    return ticket


def approve(ticket: Ticket, *, actor: Actor, at: datetime) -> Ticket:
    """The plan for a 重大 matter, before anything is answered (S0-3.9e). Raises ``Blocked``."""
    return _approve(ticket, "approve", actor=actor, at=at)


def approve_for_city(ticket: Ticket, *, actor: Actor, at: datetime) -> Ticket:
    """The same for 特别重大, by the city government."""
    return _approve(ticket, "approve_for_city", actor=actor, at=at)


def _approve(ticket: Ticket, act: str, *, actor: Actor, at: datetime) -> Ticket:
    move(ticket, act, actor=actor, at=at, fields={"approved_at": at, "approver_name": actor.name})
    return ticket


@transaction.atomic
def respond(ticket: Ticket, *, actor: Actor, at: datetime) -> Ticket:
    """From here answers can be published. Raises ``Blocked``."""
    move(ticket, "respond", actor=actor, at=at)
    tell_responsible(ticket, "舆情进入回应", at=at)
    return ticket


@transaction.atomic
def note_answer(
    ticket: Ticket, *, published_at: datetime, held_at: datetime | None, actor: Actor, at: datetime
) -> None:
    """An answer is out, or a press conference was held: the duty is fulfilled at that moment and its clock ends.

    Called inside the publication. Raises ``StaleState`` when the ticket is not in 回应.
    """
    if ticket.state != TicketState.RESPONDING:
        raise StaleState
    changes: dict[str, Any] = {}
    if ticket.responded_at is None:
        changes["responded_at"] = published_at
    if held_at is not None and ticket.conference_at is None:
        changes["conference_at"] = held_at
    if changes:
        edit(ticket, changes, act="note_answer", actor=actor, at=at)
        clocks.fulfil(ticket, actor=actor, at=at)
    else:
        touch(ticket)  # who judges it anew at the same moment loses, or this answer does
