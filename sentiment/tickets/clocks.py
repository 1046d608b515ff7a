"""The clocks of a ticket, in natural hours from the moment it became known."""

from datetime import datetime

from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.models import Deadline
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref
from portal.workflow import touch
from sentiment.tickets.models import Escalation, Lapse, Ticket
from sentiment.tickets.periods import CLOCKS, LADDER, ClockRow, reached_at, start_of
from sentiment.tickets.states import TicketState


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
    note_lapses(ticket, actor=actor, at=at)
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
    note_lapses(ticket, actor=actor, at=at)
    arm(ticket)


def note_lapses(ticket: Ticket, *, actor: Actor, at: datetime) -> list[Lapse]:
    """Write down each clock that ran out before its duty was fulfilled; returns those nobody had noted (S0-3.12a)."""
    if ticket.state == TicketState.MERGED:
        return []
    new = []
    for clock in all_of(ticket):
        if not _ran_out(clock, at):
            continue
        values = {"ticket": ticket, "organ_id": clock.organ_id, "at": at}
        lapse, created = Lapse.objects.get_or_create(deadline=clock, defaults=values)
        if created:
            record(act="note_lapse", subject=ticket, actor=actor, at=at, after={"clock": clock.title})
            new.append(lapse)
    return new


def _ran_out(clock: Deadline, at: datetime) -> bool:
    return clock.outcome != Outcome.SUPERSEDED and (clock.closed_at or at) >= clock.due_at


def arm(ticket: Ticket) -> None:
    """Set the moment the ladder next wants attention."""
    upcoming = next_rung_at(ticket)
    if upcoming != ticket.next_escalation_at:
        touch(ticket, {"next_escalation_at": upcoming})


def next_rung_at(ticket: Ticket) -> datetime | None:
    """The first rung nobody was told about, or the end nobody noted, over all running clocks. Three queries."""
    running = [clock for clock in all_of(ticket) if not clock.is_closed]
    told = set(Escalation.objects.filter(deadline__in=running).values_list("deadline_id", "percent"))
    open_rungs = [
        reached_at(rung, begun(clock), clock.due_at)
        for clock in running
        for rung in LADDER
        if (clock.pk, rung.percent) not in told
    ]
    noted = set(Lapse.objects.filter(deadline__in=running).values_list("deadline_id", flat=True))
    ends = [clock.due_at for clock in running if clock.pk not in noted]
    return min([*open_rungs, *ends], default=None)


def was_late(ticket: Ticket) -> bool:
    """Whether one of its duties was fulfilled late. Clocks of a moment that was corrected since tell nothing."""
    return any(
        clock.was_late and clock.outcome == Outcome.DONE and begun(clock) == ticket.known_at for clock in all_of(ticket)
    )
