"""The numbers of one month and the month before, by the functions of the dashboard and its panels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count

from assessment.dashboard.panels.consultations import counts as consultations
from assessment.dashboard.panels.forecast import Ahead, ahead
from assessment.dashboard.panels.letters import figures as letters
from assessment.dashboard.panels.tickets import counts as tickets
from assessment.dashboard.selectors import Row, matrix
from assessment.measures import ledger
from assessment.measures.duties import DUTIES, Duty
from assessment.measures.figures import Kept, Tally, by_organ
from assessment.measures.scope import Scope, shifted
from portal.deadlines.models import Deadline
from requests_app.citizens.selectors import SolvedShare, filed_in, solved_in

LISTED = 30
"""Cases on each list at the end: a sheet is read, the whole list is one press away."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The most urgent of a list, and how many there are."""

    rows: Sequence[Deadline]
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """``late`` are the organs that did not keep everything, the lowest rate first. ``overdue`` is as of ``at``."""

    scope: Scope
    now: Tally
    before: Tally
    late: Sequence[Row]
    overdue: Listed
    organs_overdue: int
    next: Listed
    next_duties: Sequence[tuple[Duty, int]]
    tickets: dict[str, int]
    consultations: dict[str, int]
    letters: Any
    solved: SolvedShare
    ahead: Sequence[Ahead]

    @property
    def first(self) -> date:
        return self.scope.first

    @property
    def score(self) -> tuple[Decimal, Decimal] | None:
        """Average now and at the end of the year; ``None`` without a standard in force."""
        if not self.ahead:
            return None
        many = len(self.ahead)
        now = sum((row.now.total for row in self.ahead), Decimal(0)) / many
        projected = sum((row.projected for row in self.ahead), Decimal(0)) / many
        return round(now, 1), round(projected, 1)


def month_of(whole: Scope, first: date) -> Month:
    """The month that begins on ``first``. The same number of queries for any number of organs and cases."""
    scope = whole.month(first)
    coming = whole.month(shifted(first, 1))
    now, overdue, ending = Tally(by_organ(scope)), ledger.overdue(scope), ledger.ending_in(coming)
    by_rule = dict(ending.order_by().values_list("rule").annotate(n=Count("pk")))
    duties = [(duty, sum(by_rule.get(rule, 0) for rule in duty.rules)) for duty in DUTIES]
    days = scope.first, scope.last, scope.organ_ids
    return Month(
        scope=scope,
        now=now,
        before=Tally(by_organ(whole.month(shifted(first, -1)))),
        late=[row for row in matrix(now, scope.at) if row.kept.late],
        overdue=Listed(list(overdue.select_related("organ")[:LISTED]), overdue.count()),
        organs_overdue=overdue.order_by().values("organ").distinct().count(),
        next=Listed(list(ending.select_related("organ")[:LISTED]), ending.count()),
        next_duties=[(duty, count) for duty, count in duties if count],
        tickets=tickets(scope),
        consultations=consultations(scope),
        letters=letters(scope),
        solved=SolvedShare(solved_in(*days).count(), filed_in(*days).count()),
        ahead=ahead(scope),
    )


def change(now: Kept, before: Kept) -> str:
    """Against the month before, in words; empty where one of them has no rate."""
    if now.rate is None or before.rate is None:
        return ""
    points = now.rate - before.rate
    if not points:
        return "，和上月一样"
    return f"，比上月{'高' if points > 0 else '低'}{abs(points)}个百分点"
