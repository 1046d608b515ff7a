"""Today's state of the website and how it came about, for those whose findings they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from disclosure.monitoring.models import CheckResult, SiteCheck, SiteFindingQuerySet
from disclosure.monitoring.states import Effect
from disclosure.monitoring.table import BY_KIND, CHECKS, VETOES, Check, Veto
from portal import clock
from portal.deadlines import selectors as deadlines

TREND_DAYS = 30


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as it stands; ``result`` is that of the last day, ``limit`` the length of its time limit in words."""

    check: Check
    open: int
    result: CheckResult | None
    limit: str


@dataclass(frozen=True, slots=True)
class VetoLine:
    """How near the site is to failing as a whole."""

    veto: Veto
    open: int

    @property
    def fails(self) -> bool:
        return self.open >= self.veto.amount


@dataclass(frozen=True, slots=True)
class TrendDay:
    """Findings that stood at the end of a day, by what they cost."""

    day: date
    veto: int
    deduction: int
    house: int

    @property
    def total(self) -> int:
        return self.veto + self.deduction + self.house


def last_check() -> SiteCheck | None:
    """The newest finished check. One query."""
    return SiteCheck.objects.exclude(finished_at=None).first()


def check_lines(visible: SiteFindingQuerySet, run: SiteCheck | None, *, on: date) -> list[CheckLine]:
    """One line per check, in the order of the table."""
    counts = _open_by_kind(visible)
    results = {row.kind: row for row in run.results.all()} if run else {}
    return [
        CheckLine(check, counts.get(check.kind, 0), results.get(check.kind), limit_of(check, on=on)) for check in CHECKS
    ]


def limit_of(check: Check, *, on: date) -> str:
    """The length of the time limit the check measures by, empty for none."""
    return deadlines.rule(check.rule, on=on).length if check.rule else ""


def veto_lines(visible: SiteFindingQuerySet) -> list[VetoLine]:
    counts = _open_by_kind(visible)
    return [VetoLine(veto, sum(counts.get(kind, 0) for kind in veto.kinds)) for veto in VETOES]


def _open_by_kind(visible: SiteFindingQuerySet) -> dict[str, int]:
    return dict(visible.open().order_by().values_list("kind").annotate(count=Count("pk")))


def trend(visible: SiteFindingQuerySet, *, at: datetime, days: int = TREND_DAYS) -> list[TrendDay]:
    """Findings standing at the end of each of the last days, the oldest first; days before the first check are left
    out. Two queries."""
    today = clock.local(at).date()
    first = SiteCheck.objects.order_by("day").values_list("day", flat=True).first()
    if first is None:
        return []
    start = max(first, today - timedelta(days=days - 1))
    rows = list(
        visible.open_between(clock.start_of_day(start), clock.end_of_day(today))
        .order_by()
        .values_list("kind", "opened_at", "closed_at")
    )
    return [_day(start + timedelta(days=place), rows) for place in range((today - start).days + 1)]


def _day(day: date, rows: Sequence[tuple[str, datetime, datetime | None]]) -> TrendDay:
    end = clock.end_of_day(day)
    standing = [BY_KIND[kind].effect for kind, opened, closed in rows if opened < end and (not closed or closed >= end)]
    return TrendDay(day, *(standing.count(effect) for effect in (Effect.VETO, Effect.DEDUCTION, Effect.HOUSE)))
