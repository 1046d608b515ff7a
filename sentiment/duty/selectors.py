"""What the duty screen shows: the running clocks that end first, with the colour they have at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.clock import local
from portal.deadlines import selectors as deadlines
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import Light
from portal.deadlines.states import Colour, Outcome
from portal.staff.permissions import of_own_organs
from sentiment.duty.models import Watch
from sentiment.duty.periods import Span, uncovered
from sentiment.tickets.models import Escalation, Ticket
from sentiment.tickets.periods import LADDER, RULES
from sentiment.tickets.states import TicketState

LINES = 60
DAYS = timedelta(days=7)
_NOT_ALIVE_AFTER = 300  # seconds


@dataclass(frozen=True, slots=True)
class Line:
    """One running clock. ``rung`` is the last person of the ladder who was told; ``earlier`` the end this ticket had
    before its level, its moment or its organ changed."""

    ticket: Ticket
    light: Light
    rung: str
    earlier: datetime | None


@dataclass(frozen=True, slots=True)
class Board:
    """``alive``: whether the worker that tells people has run lately."""

    lines: list[Line]
    red: int
    yellow: int
    green: int
    following: int
    alive: bool
    at: datetime

    @property
    def total(self) -> int:
        return self.red + self.yellow + self.green


def board(actor: Actor, *, at: datetime) -> Board:
    """The same number of queries however many tickets are open."""
    visible = Ticket.objects.visible_to(actor)
    clocks = Deadline.objects.running().filter(
        subject_label=Ticket._meta.label_lower, rule__in=RULES, subject_id__in=visible.running().values("pk")
    )
    counts = clocks.aggregate(
        red=Count("pk", filter=Q(due_at__lte=at)),
        yellow=Count("pk", filter=Q(due_at__gt=at, warn_at__lte=at)),
        everything=Count("pk"),
    )
    nearest = list(clocks.order_by("due_at", "pk")[:LINES])
    following = visible.filter(state=TicketState.RESPONDING, responded_at__isnull=False).count()
    return Board(
        lines=_lines(nearest, at),
        red=counts["red"],
        yellow=counts["yellow"],
        green=counts["everything"] - counts["red"] - counts["yellow"],
        following=following,
        alive=_is_alive(at),
        at=at,
    )


def _lines(clocks: list[Deadline], at: datetime) -> list[Line]:
    tickets = Ticket.objects.select_related("organ").in_bulk({clock.subject_id for clock in clocks})
    told = dict(
        Escalation.objects.filter(deadline__in=clocks).order_by("percent").values_list("deadline_id", "percent")
    )
    titles = {rung.percent: rung.title for rung in LADDER}
    earlier = _earlier_ends(tickets)
    return [
        Line(
            tickets[light.deadline.subject_id],
            light,
            titles.get(told.get(light.deadline.pk, 0), ""),
            earlier.get(light.deadline.subject_id),
        )
        for light in deadlines.lights(clocks, at)
    ]


def _earlier_ends(tickets: Iterable[int]) -> dict[int, datetime]:
    """When the clocks ended that were superseded last, the nearest of them, by ticket. One query."""
    superseded = Deadline.objects.filter(
        subject_label=Ticket._meta.label_lower, subject_id__in=tickets, rule__in=RULES, outcome=Outcome.SUPERSEDED
    )
    return dict(superseded.order_by("closed_at", "-due_at").values_list("subject_id", "due_at"))


def _is_alive(at: datetime) -> bool:
    beat = deadlines.heartbeat()
    return bool(beat and beat.finished_at and (at - beat.finished_at).total_seconds() < _NOT_ALIVE_AFTER)


def worst(found: Board) -> Colour:
    """The colour of the whole screen."""
    if found.red:
        return Colour.BAD
    return Colour.WARN if found.yellow else Colour.OK


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the last days in which an organ watched nothing."""

    organ: Organ
    span: Span


def gaps(organs: Iterable[Organ], *, at: datetime) -> list[Gap]:
    """S0-3.8b: where the watch of the last ``DAYS`` was broken, of organs that watch at all. One query."""
    start = at - DAYS
    asked = {organ.pk: organ for organ in organs}
    spans: dict[int, list[Span]] = {pk: [] for pk in asked}
    rows = Watch.objects.filter(organ__in=asked, ends_at__gt=start).order_by("starts_at")
    for organ_id, begun, ended in rows.values_list("organ_id", "starts_at", "ends_at"):
        spans[organ_id].append(Span(begun, ended))
    return [Gap(asked[pk], span) for pk, watched in spans.items() for span in uncovered(watched, start, at)]


def watchers(actor: Actor, *, at: datetime) -> list[Organ]:
    """Organs whose watch the actor may see and that have ever kept one. One query."""
    kept = of_own_organs(Watch.objects.all(), actor).values("organ")
    return list(Organ.objects.listed(local(at).date()).filter(pk__in=kept))
