"""Which clocks that ran out and which evaluations nobody has proposed anything about; what stands against whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.staff.permissions import of_own_organs
from sentiment.reproofs.models import Reproof
from sentiment.tickets.models import Lapse, Ticket
from sentiment.tickets.states import TicketState


def unproposed() -> "QuerySet[Lapse]":
    """Clocks that ran out and still count, without a proposal. One query."""
    rows = Lapse.objects.standing().filter(reproofs=None)
    return rows.select_related("organ__successor", "deadline").order_by("pk")


def evaluated_badly() -> "QuerySet[Ticket]":
    """Evaluations that propose a measure nobody has taken up. One query."""
    rows = Ticket.objects.filter(state=TicketState.EVALUATED, reproof=None).exclude(measure="")
    return rows.select_related("organ__successor").order_by("pk")


def by_organ_and_year(rows: Iterable[Lapse]) -> dict[tuple[Organ, int], list[Lapse]]:
    """Whoever succeeded an organ answers for it; the day a clock ended on says the year."""
    found: dict[tuple[Organ, int], list[Lapse]] = {}
    for row in rows:
        found.setdefault((row.organ.heir(), row.deadline.due_on.year), []).append(row)
    return found


def next_serial(organ: Organ, year: int) -> int:
    """The number of the next proposal from clocks; a reform may have left gaps."""
    return (Reproof.objects.filter(organ=organ, year=year).aggregate(last=Max("serial"))["last"] or 0) + 1


@dataclass(frozen=True, slots=True)
class Tally:
    """How many clocks of an organ ran out in a year."""

    organ: str
    amount: int


def tallies(actor: Actor, year: int) -> list[Tally]:
    """What the actor may see of them, the most first. One query."""
    rows = of_own_organs(Lapse.objects.standing().filter(deadline__due_on__year=year), actor)
    counted = (
        rows.values_list("organ__short_name").annotate(amount=Count("pk")).order_by("-amount", "organ__short_name")
    )
    return [Tally(name, amount) for name, amount in counted]


def lapses_of(reproof: Reproof) -> list[Lapse]:
    return list(reproof.lapses.select_related("ticket", "deadline").order_by("pk"))
