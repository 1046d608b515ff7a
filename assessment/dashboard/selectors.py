"""What the leadership page shows, for the whole city or for the organs one leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assessment.dashboard.chart import on_time
from assessment.measures.catalogue import BY_CODE
from assessment.measures.duties import DUTIES, Duty
from assessment.measures.figures import Kept, Tally, by_month_before, tally
from assessment.measures.scope import Scope
from assessment.scoring.selectors import board
from portal import clock
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.charts import Chart
from portal.deadlines.selectors import Light, lights

WATCHED = 6
SHOWN = 40
"""Organs on the first look at the heat map: those with the lowest rates."""
SMALL = 5
"""Fewer ended limits than this are not published: a rate of three says who it was."""
_STEPS = (Decimal(100), Decimal(95), Decimal(90))


def organs_led(actor: Actor) -> frozenset[int] | None:
    """The organs the actor looks over; ``None`` for the whole city, empty for nobody's leader."""
    if rules.sees_every_organ(actor):
        return None
    own = rules.led_organ_ids(actor)
    return Organ.objects.answered_for_by(own) if own else own


@dataclass(frozen=True, slots=True)
class Cell:
    """``tone`` is h0 (100), h1 (95 and more), h2 (90 and more), h3; empty where nothing ended."""

    duty: Duty
    kept: Kept

    @property
    def tone(self) -> str:
        rate = self.kept.rate
        if rate is None:
            return ""
        return f"h{sum(1 for step in _STEPS if rate < step)}"

    @property
    def is_small(self) -> bool:
        return 0 < self.kept.due < SMALL


@dataclass(frozen=True, slots=True)
class Row:
    organ: Organ
    cells: Sequence[Cell]

    @property
    def published(self) -> Kept:
        """Of the duties that are shown to everybody: what is left out cannot be subtracted out again."""
        return sum((cell.kept for cell in self.cells if not cell.is_small), Kept())

    @property
    def kept(self) -> Kept:
        return sum((cell.kept for cell in self.cells), Kept())


@dataclass(frozen=True, slots=True)
class Board:
    """``duties`` are the columns added up. ``score`` is the average of the organs looked at as it stands today;
    ``None`` without a standard in force."""

    counts: dict[str, int]
    organs_overdue: int
    total: Kept
    before: Kept
    rows: Sequence[Row]
    duties: Sequence[Cell]
    chart: Chart
    watched: Sequence[Light]
    score: Decimal | None


def matrix(found: Tally, at: datetime) -> list[Row]:
    """Organ × duty, the lowest rate first; organs in which nothing ended are left out. One query."""
    ids = {organ for organ, _ in found.cells}
    organs = Organ.objects.filter(pk__in=ids).order_by("position", "pk")
    rows = [
        Row(organ, [Cell(duty, found.cells.get((organ.pk, duty.code), Kept())) for duty in DUTIES]) for organ in organs
    ]
    return sorted(rows, key=lambda row: row.kept.rate or Decimal(0))


def overview(scope: Scope) -> Board:
    """The whole page. The same number of queries for any number of organs and cases."""
    now, past = tally(scope), by_month_before(scope)
    overdue = BY_CODE["overdue"].rows(scope)
    watched = [*overdue.select_related("organ")[:WATCHED]]
    watched += BY_CODE["ending_soon"].rows(scope).select_related("organ")[: WATCHED - len(watched)]
    before = dict(zip(scope.months(), scope.a_year_before().months(), strict=True))
    months = [(month, now.by_month.get(month, Kept()), past.get(before[month], Kept())) for month in scope.months()]
    return Board(
        counts={code: BY_CODE[code].rows(scope).count() for code in ("overdue", "ending_soon", "running", "waiting")},
        organs_overdue=overdue.order_by().values("organ").distinct().count(),
        total=now.total,
        before=sum(past.values(), Kept()),
        rows=matrix(now, scope.at),
        duties=[Cell(duty, now.duty(duty.code)) for duty in DUTIES],
        chart=on_time(months),
        watched=lights(watched, scope.at),
        score=_score(scope),
    )


def _score(scope: Scope) -> Decimal | None:
    placed = board(clock.local(scope.at).year, at=scope.at)
    totals = [row.score.total for row in placed if scope.organ_ids is None or row.organ.pk in scope.organ_ids]
    return round(sum(totals, Decimal(0)) / len(totals), 1) if totals else None
