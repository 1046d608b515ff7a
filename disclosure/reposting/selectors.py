"""How well policies of higher organs are reposted: the figures of a period, by organ and by source (S3-5.1f)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from django.db.models import Count, Q, QuerySet

from disclosure.reposting.models import RepostTask
from disclosure.reposting.states import REPOST, TaskState
from portal import clock
from portal.deadlines.models import Deadline


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of tasks. Those nobody has to do are left out; those still within their time (``waiting``) count in
    no rate."""

    in_time: int = 0
    late: int = 0
    missing: int = 0
    waiting: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.in_time + other.in_time,
            self.late + other.late,
            self.missing + other.missing,
            self.waiting + other.waiting,
        )

    @property
    def due(self) -> int:
        return self.in_time + self.late + self.missing

    @property
    def done(self) -> int:
        return self.in_time + self.late

    @property
    def rate(self) -> str:
        """Share of the tasks due that were done at all, in percent; a dash where there are none."""
        return _percent(self.done, self.due)

    @property
    def in_time_rate(self) -> str:
        """Share of the tasks due that were done within the limit."""
        return _percent(self.in_time, self.due)

    def is_under(self, threshold: int) -> bool:
        """Whether fewer than ``threshold`` percent of the tasks due were done."""
        return 100 * self.done < threshold * self.due


@dataclass(frozen=True, slots=True)
class Cell:
    """The tasks of one organ from one source."""

    organ_id: int
    organ: str
    source_id: int
    source: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Line:
    """The tasks of one organ, or from one source."""

    pk: int
    name: str
    figures: Figures


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "—"


def of_period(tasks: QuerySet[RepostTask], starts_on: date, ends_on: date) -> QuerySet[RepostTask]:
    """Tasks whose original was published from the first day to the last, both included."""
    start, end = clock.start_of_day(starts_on), clock.end_of_day(ends_on)
    return tasks.filter(issued_at__gte=start, issued_at__lt=end)


def cells(tasks: QuerySet[RepostTask], *, at: datetime) -> list[Cell]:
    """One query, in the order of the organs and the sources."""
    done, undone, in_time = Q(state=TaskState.DONE), Q(state=TaskState.OPEN), _within_time(at)
    rows = (
        tasks.exclude(state=TaskState.WAIVED)
        .order_by("organ__position", "organ_id", "source_id")
        .values_list("organ_id", "organ__short_name", "source_id", "source__name", "organ__position")
        .annotate(
            in_time=Count("pk", filter=done & Q(is_late=False)),
            late=Count("pk", filter=done & Q(is_late=True)),
            missing=Count("pk", filter=undone & ~in_time),
            waiting=Count("pk", filter=undone & in_time),
        )
    )
    return [
        Cell(organ_id, organ, source_id, source, Figures(*counts))
        for organ_id, organ, source_id, source, _place, *counts in rows
    ]


def overdue(at: datetime) -> Q:
    """Open tasks whose time is over."""
    return Q(state=TaskState.OPEN) & ~_within_time(at)


def _within_time(at: datetime) -> Q:
    running = Deadline.objects.running().filter(subject_label=RepostTask._meta.label_lower, rule=REPOST, due_at__gt=at)
    return Q(pk__in=running.values("subject_id"))


def total(found: Iterable[Cell]) -> Figures:
    return sum((cell.figures for cell in found), Figures())


def by_organ(found: Iterable[Cell]) -> list[Line]:
    return _lines(found, attrgetter("organ_id", "organ"))


def by_source(found: Iterable[Cell]) -> list[Line]:
    return _lines(found, attrgetter("source_id", "source"))


def _lines(found: Iterable[Cell], who: Callable[[Cell], tuple[int, str]]) -> list[Line]:
    sums: dict[tuple[int, str], Figures] = {}
    for cell in found:
        sums[who(cell)] = sums.get(who(cell), Figures()) + cell.figures
    return [Line(*key, figures) for key, figures in sums.items()]
