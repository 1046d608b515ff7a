"""The clocks of a ticket, in natural hours from the moment it became known."""

from datetime import datetime

from portal.actors import Actor
from portal.deadlines.models import Deadline
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref
from portal.workflow import touch
from sentiment.tickets.models import Escalation, Ticket
from sentiment.tickets.periods import CLOCKS, LADDER, ClockRow, reached_at, start_of


def all_of(ticket: Ticket) -> list[Deadline]:
    return list(Deadline.objects.of(ref(ticket)))


def reset(ticket: Ticket, *, why: str, actor: Actor, at: datetime) -> None:
    """Let exactly those clocks run that level, moment and organ of the ticket call for.

    A clock that no longer fits is closed as superseded, with ``why``; one whose duty was fulfilled already is opened
    and closed at that moment, so that the ledger tells whether it was in time. For use inside an act.
    """
    known = all_of(ticket)
    outcome = Outcome.SUPERSEDED if ticket.is_running else Outcome.CANCELLED
    for clock in known:
        if not clock.is_closed and not _fits(clock, ticket):
            close(clock, on=at, actor=actor, at=at, outcome=outcome, evidence=why)
    for row in CLOCKS:
        stands = any(clock.rule == row.rule and _stands(clock, ticket) for clock in known)
        if _wants(ticket, row) and not stands:
            _open(ticket, row, why=why, actor=actor, at=at)
    arm(ticket)


def _wants(ticket: Ticket, row: ClockRow) -> bool:
    return ticket.is_running and ticket.level in row.levels


def _open(ticket: Ticket, row: ClockRow, *, why: str, actor: Actor, at: datetime) -> None:
    opened = open_deadline(
        rule=row.rule,
        subject=ticket,
        organ=ticket.organ.heir(),
        start=ticket.known_at,
        actor=actor,
        at=at,
        evidence=why,
    )
    if done := getattr(ticket, row.done):
        close(opened, on=done, actor=actor, at=at)


def _fits(clock: Deadline, ticket: Ticket) -> bool:
    """Whether the ticket wants it, from the same moment, for the organ that answers now."""
    wanted = any(row.rule == clock.rule and _wants(ticket, row) for row in CLOCKS)
    return wanted and begun(clock) == ticket.known_at and clock.organ_id == ticket.organ.heir().pk


def _stands(clock: Deadline, ticket: Ticket) -> bool:
    """Whether it runs on, or was fulfilled as it should have been."""
    return _fits(clock, ticket) and (not clock.is_closed or clock.outcome == Outcome.DONE)


def begun(clock: Deadline) -> datetime:
    return start_of(clock.due_at, clock.legal_rule.amount)


def fulfil(ticket: Ticket, *, actor: Actor, at: datetime) -> None:
    """Close the clocks whose duty the ticket now says is done."""
    for row in CLOCKS:
        done = getattr(ticket, row.done)
        for clock in all_of(ticket):
            if done and clock.rule == row.rule and not clock.is_closed:
                close(clock, on=done, actor=actor, at=at)
    arm(ticket)


def arm(ticket: Ticket) -> None:
    """Set the moment the ladder next wants attention."""
    upcoming = next_rung_at(ticket)
    if upcoming != ticket.next_escalation_at:
        touch(ticket, {"next_escalation_at": upcoming})


def next_rung_at(ticket: Ticket) -> datetime | None:
    """The first rung nobody was told about, over all running clocks. Two queries."""
    running = [clock for clock in all_of(ticket) if not clock.is_closed]
    told = set(Escalation.objects.filter(deadline__in=running).values_list("deadline_id", "percent"))
    open_rungs = [
        reached_at(rung, begun(clock), clock.due_at)
        for clock in running
        for rung in LADDER
        if (clock.pk, rung.percent) not in told
    ]
    return min(open_rungs, default=None)


def was_late(ticket: Ticket) -> bool:
    """Whether one of its duties was fulfilled late. Clocks of a moment that was corrected since tell nothing."""
    return any(
        clock.was_late and clock.outcome == Outcome.DONE and begun(clock) == ticket.known_at for clock in all_of(ticket)
    )
