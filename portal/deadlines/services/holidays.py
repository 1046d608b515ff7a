"""Importing a holiday arrangement: what changes, which open cases move, and the act itself."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import Change, record, record_all
from portal.clock import local
from portal.deadlines import selectors
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.holiday_notice import Notice
from portal.deadlines.models import CalendarDay, ClockEvent, Deadline, HolidayNotice
from portal.deadlines.services.ledger import Entry, derived, event_of, write_all
from portal.deadlines.services.redated import Redated
from portal.deadlines.workdays import CalendarRow, WorkCalendar

logger = logging.getLogger(__name__)

_BATCH = 2000

# What a fact is made of, and the course of a clock as rows of it.
_FACT = ("kind", "on", "moment", "amount", "stop", "key")
Course = tuple[tuple[Any, ...], ...]
# A clock with its columns on another calendar; ``None`` when it cannot be computed.
Reckoned = tuple[Deadline, dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class DayChange:
    """One line of the diff; ``old`` or ``new`` is ``None`` for an added or a removed day."""

    date: date
    old: CalendarRow | None
    new: CalendarRow | None


@dataclass(frozen=True, slots=True)
class CaseMove:
    """An open case whose end moves."""

    deadline: Deadline
    old_due: date
    new_due: date


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import does.

    ``settled`` counts open cases whose date stays and is no longer provisional; ``unreadable`` are clocks whose stored
    terms or events no longer make sense: they are left as they are and must be looked at.
    """

    notice: Notice
    changes: tuple[DayChange, ...]
    moves: tuple[CaseMove, ...]
    settled: int
    unreadable: tuple[Deadline, ...]


def plan_import(notice: Notice, *, at: datetime) -> ImportPlan:
    """The diff and the open cases that would move; writes nothing."""
    old = selectors.calendar()
    new = _with_notice(old, notice)
    effect = _Effect()
    for reckoned in _recompute(_scope(notice, old), new, at):
        effect.add(*reckoned)
    return effect.plan(notice, _changes(old, new))


@transaction.atomic
def import_notice(notice: Notice, *, number: str, actor: Actor, at: datetime) -> ImportPlan:
    """Replace the days of the notice's years and re-date the open cases: one transaction, one event per case moved.

    ``number`` is the document number, when the file does not carry it. Raises ``NotAllowed``.
    """
    require(actor, [Role.OVERSIGHT], None, doing="导入放假安排")
    old = selectors.calendar()
    scope = _scope(notice, old)
    number = number or notice.number
    years = [_replace_year(year, notice, number, at) for year in notice.years]
    redated = Fact(EventKind.REDATED, local(at).date())
    entry = Entry(redated, actor, at, evidence=number, act_id=uuid4())
    effect, told = _Effect(), Redated()
    for batch in _batches(_recompute(scope, selectors.calendar(), at)):
        for reckoned in batch:
            effect.add(*reckoned)
        _write_batch(batch, entry, told)
    told.tell(entry)
    plan = effect.plan(notice, _changes(old, _with_notice(old, notice)))
    for row in years:
        after = {"number": row.number, "confirmed": row.confirmed, "moved": len(plan.moves), "settled": plan.settled}
        record(act="holiday_notice_imported", subject=row, actor=actor, at=at, after=after, act_id=entry.act_id)
    return plan


def redate_open_clocks(scope: Q, entry: Entry) -> int:
    """Recompute the open clocks in ``scope`` on the calendar as it is now; returns how many moved.

    A clock whose date stays loses or gains its provisional mark without an event: nothing happened to the case.
    Each batch costs a handful of queries, however many clocks it moves; each organ concerned gets one message.
    """
    entry, told = replace(entry, act_id=entry.act_id or uuid4()), Redated()
    batches = _batches(_recompute(scope, selectors.calendar(), entry.at))
    moved = sum(_write_batch(batch, entry, told) for batch in batches)
    told.tell(entry)
    return moved


@dataclass(slots=True)
class _Effect:
    """What clocks reckoned anew come to."""

    moves: list[CaseMove] = field(default_factory=list)
    unreadable: list[Deadline] = field(default_factory=list)
    settled: int = 0

    def add(self, deadline: Deadline, columns: dict[str, Any] | None) -> None:
        if columns is None:
            self.unreadable.append(deadline)
        elif columns["due_on"] != deadline.due_on:
            self.moves.append(CaseMove(deadline, deadline.due_on, columns["due_on"]))
        elif deadline.provisional and not columns["provisional"]:
            self.settled += 1

    def plan(self, notice: Notice, changes: tuple[DayChange, ...]) -> ImportPlan:
        return ImportPlan(notice, changes, tuple(self.moves), self.settled, tuple(self.unreadable))


def _write_batch(batch: list[Reckoned], entry: Entry, told: Redated) -> int:
    """How many moved."""
    readable = [(deadline, columns) for deadline, columns in batch if columns is not None]
    _settle([pair for pair in readable if pair[1]["due_on"] == pair[0].due_on])
    moving = [pair for pair in readable if pair[1]["due_on"] != pair[0].due_on]
    _move(moving, entry, told)
    return len(moving)


def _batches(clocks: Iterable[Reckoned]) -> Iterator[list[Reckoned]]:
    waiting = iter(clocks)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _move(moving: list[tuple[Deadline, dict[str, Any]]], entry: Entry, told: Redated) -> None:
    """New dates, one event per clock and one record per case."""
    old = {deadline.pk: deadline.due_on for deadline, _ in moving}
    write_all(moving)
    for deadline, _ in moving:
        told.add(deadline, old[deadline.pk])
    ClockEvent.objects.bulk_create(event_of(deadline, entry) for deadline, _ in moving)
    record_all(
        "deadline_redated",
        [
            Change(
                deadline.subject,
                {"deadline": deadline.pk, "rule": deadline.rule, "due_on": old[deadline.pk]},
                {"deadline": deadline.pk, "rule": deadline.rule, "due_on": deadline.due_on},
            )
            for deadline, _ in moving
        ],
        actor=entry.actor,
        at=entry.at,
        reason=entry.evidence,
        act_id=entry.act_id or uuid4(),
    )


def _settle(staying: list[tuple[Deadline, dict[str, Any]]]) -> None:
    """A clock that was changed meanwhile is left alone: that act has reckoned anew."""
    alike: dict[tuple[Any, ...], list[Deadline]] = defaultdict(list)
    for deadline, columns in staying:
        if any(columns[name] != getattr(deadline, name) for name in ("provisional", "warn_at")):
            alike[deadline.version, columns["provisional"], columns["warn_at"]].append(deadline)
    for (version, provisional, warn_at), deadlines in alike.items():
        as_read = Deadline.objects.filter(pk__in=[each.pk for each in deadlines], version=version, closed_at=None)
        as_read.update(provisional=provisional, warn_at=warn_at)


def _with_notice(old: WorkCalendar, notice: Notice) -> WorkCalendar:
    kept = [row for row in old.rows if row.notice_year not in notice.years]
    return WorkCalendar([*kept, *notice.rows])


def _changes(old: WorkCalendar, new: WorkCalendar) -> tuple[DayChange, ...]:
    before = {row.date: row for row in old.rows}
    after = {row.date: row for row in new.rows}
    return tuple(
        DayChange(day, before.get(day), after.get(day))
        for day in sorted(before.keys() | after.keys())
        if before.get(day) != after.get(day)
    )


def _replace_year(year: int, notice: Notice, number: str, at: datetime) -> HolidayNotice:
    rows = [row for row in notice.rows if row.notice_year == year]
    row, _ = HolidayNotice.objects.update_or_create(
        year=year,
        defaults={"number": number, "confirmed": all(day.confirmed for day in rows), "imported_at": at},
    )
    CalendarDay.objects.filter(Q(notice=row) | Q(date__in=[day.date for day in rows])).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day.date, kind=day.kind.value, name=day.name, notice=row) for day in rows
    )
    return row


def _scope(notice: Notice, calendar: WorkCalendar) -> Q:
    """Clocks the notice can touch: those reaching into its years, those standing still, the provisional ones."""
    touched = [row.date for row in notice.rows] + [row.date for row in calendar.rows if row.notice_year in notice.years]
    first, last = min(touched), max(touched)
    forward = Q(started_on__lte=last, due_on__gte=first)
    backward = Q(due_on__lte=last, started_on__gte=first)
    return forward | backward | Q(waiting_since__isnull=False) | Q(provisional=True)


def _recompute(scope: Q, days: WorkCalendar, at: datetime) -> Iterator[Reckoned]:
    """Each open clock of the scope; two queries per batch.

    One bad row must not keep a new arrangement from all the others. Clocks of the same rule that went the same course
    are reckoned once, and the course of the others is never made into objects.
    """
    keys = list(Deadline.objects.running().filter(scope).order_by("pk").values_list("pk", flat=True))
    reckoned: dict[tuple[str, Course], dict[str, Any] | None] = {}
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        courses = _courses(batch)
        for deadline in Deadline.objects.filter(pk__in=batch).order_by("pk"):
            course = repr(deadline.terms), tuple(courses[deadline.pk])
            if course not in reckoned:
                reckoned[course] = _columns(deadline, course[1], days, at)
            yield deadline, reckoned[course]


def _courses(deadlines: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    """What happened to each, in order, as rows of ``_FACT``."""
    courses: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    events = ClockEvent.objects.filter(deadline__in=deadlines).order_by("deadline", "seq")
    for deadline, *fact in events.values_list("deadline_id", *_FACT):
        courses[deadline].append(tuple(fact))
    return courses


def _columns(deadline: Deadline, course: Course, days: WorkCalendar, at: datetime) -> dict[str, Any] | None:
    try:
        facts = [ClockEvent(**dict(zip(_FACT, row, strict=True))).fact for row in course]
        return derived(deadline.legal_rule, facts, days, at)
    except Exception:
        logger.exception("deadline %s cannot be recomputed", deadline.pk)
        return None
