"""What the duty screen shows: the running clocks that end first, with the colour they have at this moment."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from portal.actors import Actor
from portal.deadlines import selectors as deadlines
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import Light
from portal.deadlines.states import Colour
from sentiment.tickets.models import Escalation, Ticket
from sentiment.tickets.periods import LADDER, RULES
from sentiment.tickets.states import TicketState

LINES = 60
_NOT_ALIVE_AFTER = 300  # seconds


@dataclass(frozen=True, slots=True)
class Line:
    """One running clock. ``rung`` is the last person of the ladder who was told."""

    ticket: Ticket
    light: Light
    rung: str


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
    lights = deadlines.lights(clocks, at)
    return [
        Line(tickets[light.deadline.subject_id], light, titles.get(told.get(light.deadline.pk, 0), ""))
        for light in lights
    ]


def _is_alive(at: datetime) -> bool:
    beat = deadlines.heartbeat()
    return bool(beat and beat.finished_at and (at - beat.finished_at).total_seconds() < _NOT_ALIVE_AFTER)


def worst(found: Board) -> Colour:
    """The colour of the whole screen."""
    if found.red:
        return Colour.BAD
    return Colour.WARN if found.yellow else Colour.OK
