"""What the ledger says: calendar, rules in force, explanations, colours, queues."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from portal.clock import local
from portal.deadlines.arithmetic import Computation, compute, line_of
from portal.deadlines.course import Fact
from portal.deadlines.legal_rules import current
from portal.deadlines.legal_rules import rule as law
from portal.deadlines.legal_rules.terms import UNIT_WORDS, LegalRule, Unit
from portal.deadlines.models import (
    CalendarDay,
    CalendarStamp,
    ClockEvent,
    Deadline,
    DeadlineQuerySet,
    Heartbeat,
    LocalLimit,
)
from portal.deadlines.states import Colour
from portal.deadlines.workdays import CalendarRow, DayKind, WorkCalendar
from portal.subjects import SubjectRef

_calendars: dict[str, WorkCalendar] = {}


def calendar_token() -> str:
    """The stamp of the calendar as it is now; empty when there is none. One query."""
    return CalendarStamp.objects.values_list("token", flat=True).first() or ""


def calendar() -> WorkCalendar:
    """The calendar as it is now. One query while nothing changed; an edit by any process is seen at once."""
    token = calendar_token()
    if token and token in _calendars:
        return _calendars[token]
    built = WorkCalendar(calendar_rows())
    if token:
        _calendars.clear()
        _calendars[token] = built
    return built


def calendar_rows() -> list[CalendarRow]:
    """Every day that differs from a plain week, with the notice that says so."""
    columns = ("date", "kind", "name", "notice__year", "notice__confirmed")
    return [
        CalendarRow(day, DayKind(kind), name, year, confirmed)
        for day, kind, name, year, confirmed in CalendarDay.objects.order_by("date").values_list(*columns)
    ]


# --- rules --------------------------------------------------------------------------------------------


def rule(code: str, *, on: date) -> LegalRule:
    """The limit for a period that begins on ``on``, with the city's own number where it has set one.

    Raises ``UnknownRule`` or ``RuleNotInForce``.
    """
    found = law(code, on=on)
    if not found.configurable:
        return found
    limits = LocalLimit.objects.filter(rule=code, effective_from__lte=on).order_by("-effective_from")
    return _localised(found, limits.first())


def rules_today(on: date) -> list[LegalRule]:
    """One row per limit in the order of the table, the city's own numbers included. One query."""
    newest: dict[str, LocalLimit] = {}
    for limit in LocalLimit.objects.filter(effective_from__lte=on).order_by("effective_from"):
        newest[limit.rule] = limit
    return [_localised(row, newest.get(row.code)) if row.configurable else row for row in current()]


def _localised(row: LegalRule, limit: LocalLimit | None) -> LegalRule:
    if limit is None:
        return row
    if limit.month and limit.day:
        return row.with_local(month_day=(limit.month, limit.day))
    return row.with_local(amount=limit.amount)


# --- one clock ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Light:
    """A clock at a glance. ``words`` is the whole message: 剩4个工作日, 超期2个工作日, 暂停计时."""

    deadline: Deadline
    colour: Colour
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A clock with every day of it, and what happened to it."""

    light: Light
    computation: Computation
    events: tuple[ClockEvent, ...]


def facts_of(events: Iterable[ClockEvent]) -> list[Fact]:
    """Events as the arithmetic sees them, in the order they were recorded."""
    return [event.fact for event in sorted(events, key=lambda event: event.seq)]


def explain(deadline: Deadline, at: datetime, *, days: WorkCalendar | None = None) -> Explanation:
    """Every day of the clock with its label, as it stands at ``at``. One query, plus the calendar's."""
    days = days or calendar()
    events = tuple(deadline.events.all())
    moment = local(at)
    answer = compute(deadline.legal_rule, facts_of(events), days, on=moment.date(), moment=moment)
    return Explanation(light_of(deadline, at, days), answer, events)


def light_of(deadline: Deadline, at: datetime, days: WorkCalendar) -> Light:
    """Colour and words of one clock at ``at``; asks the database nothing."""
    if deadline.is_closed:
        words = "已办结，超期" if deadline.was_late else "已办结"
        return Light(deadline, Colour.BAD if deadline.was_late else Colour.DONE, words)
    if deadline.is_minimum:
        ended = at >= deadline.due_at
        return Light(deadline, Colour.OK if ended else Colour.WAIT, "期间已满" if ended else "期间未满，不能结束")
    if deadline.waiting_since:
        return Light(deadline, Colour.WAIT, "暂停计时")
    if at >= deadline.due_at:
        return Light(deadline, Colour.BAD, f"超期{_distance(deadline, at, days)}")
    is_yellow = deadline.warn_at is not None and at >= deadline.warn_at
    return Light(deadline, Colour.WARN if is_yellow else Colour.OK, _left_words(deadline, at, days))


def lights(deadlines: Iterable[Deadline], at: datetime) -> list[Light]:
    """Colour and words of many clocks. One query for the calendar, however many clocks."""
    days = calendar()
    return [light_of(deadline, at, days) for deadline in deadlines]


def _left_words(deadline: Deadline, at: datetime, days: WorkCalendar) -> str:
    if deadline.legal_rule.unit is not Unit.HOUR and local(at).date() == deadline.due_on:
        return "今天到期"
    return f"剩{_distance(deadline, at, days)}"


def _distance(deadline: Deadline, at: datetime, days: WorkCalendar) -> str:
    """How far ``at`` is from the end, in the unit of the limit and never less than one."""
    terms = deadline.legal_rule
    if terms.unit is Unit.HOUR:
        minutes = int(abs((deadline.due_at - at).total_seconds()) // 60)
        return f"{minutes // 60}小时" if minutes >= 60 else f"{max(minutes, 1)}分钟"
    today = local(at).date()
    earlier, later = sorted((today, deadline.due_on))
    units = line_of(terms, days).count(earlier, later)
    return f"{max(units, 1)}{UNIT_WORDS[Unit.WORKDAY] if terms.unit is Unit.WORKDAY else '天'}"


# --- many clocks --------------------------------------------------------------------------------------


def for_subject(subject: SubjectRef) -> DeadlineQuerySet:
    """All clocks of one case, in the order they began."""
    return Deadline.objects.of(subject)


def running_clock(subject: SubjectRef, code: str, *, key: str = "") -> Deadline | None:
    """The running clock of that limit for the case."""
    return Deadline.objects.of(subject).running().filter(rule=code, key=key).first()


def queue(organ_ids: Iterable[int] | None = None) -> DeadlineQuerySet:
    """Running clocks, the most urgent first, for some organs or for the whole city."""
    clocks = Deadline.objects.running().select_related("organ").by_urgency()
    return clocks if organ_ids is None else clocks.filter(organ_id__in=set(organ_ids))


def due_soon(until: datetime, organ_ids: Iterable[int] | None = None) -> DeadlineQuerySet:
    """Running clocks that end by ``until`` or are over already, the most urgent first."""
    clocks = Deadline.objects.due_by(until).filter(is_minimum=False).select_related("organ")
    return clocks if organ_ids is None else clocks.filter(organ_id__in=set(organ_ids))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many running clocks have which colour."""

    red: int
    yellow: int
    green: int
    waiting: int


def counts(at: datetime, organ_ids: Sequence[int] | None = None) -> Counts:
    """The four figures over the ledger at ``at``. One query."""
    clocks = Deadline.objects.running()
    if organ_ids is not None:
        clocks = clocks.filter(organ_id__in=organ_ids)
    waiting = Q(is_minimum=True) | Q(waiting_since__isnull=False)
    ticking = ~waiting
    found = clocks.aggregate(
        red=Count("pk", filter=ticking & Q(due_at__lte=at)),
        yellow=Count("pk", filter=ticking & Q(warn_at__lte=at, due_at__gt=at)),
        waiting=Count("pk", filter=waiting),
        everything=Count("pk"),
    )
    green = found["everything"] - found["red"] - found["yellow"] - found["waiting"]
    return Counts(found["red"], found["yellow"], green, found["waiting"])


def heartbeat() -> Heartbeat | None:
    """The sweep's last run, for /readyz and the foot of the dashboards."""
    return Heartbeat.objects.order_by("pk").first()
