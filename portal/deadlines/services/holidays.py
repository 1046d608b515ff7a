"""Importing a holiday arrangement: what changes, which open cases move, and the act itself."""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
from portal.deadlines.workdays import CalendarRow, WorkCalendar

logger = logging.getLogger(__name__)

_BATCH = 2000


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
    moves: list[CaseMove] = []
    unreadable: list[Deadline] = []
    settled = 0
    for deadline, columns in _recompute(_scope(notice, old), new, at):
        if columns is None:
            unreadable.append(deadline)
        elif columns["due_on"] != deadline.due_on:
            moves.append(CaseMove(deadline, deadline.due_on, columns["due_on"]))
        elif deadline.provisional and not columns["provisional"]:
            settled += 1
    return ImportPlan(notice, _changes(old, new), tuple(moves), settled, tuple(unreadable))


@transaction.atomic
def import_notice(notice: Notice, *, number: str, actor: Actor, at: datetime) -> ImportPlan:
    """Replace the days of the notice's years and re-date the open cases: one transaction, one event per case moved.

    ``number`` is the document number, when the file does not carry it. Raises ``NotAllowed``.
    """
    require(actor, [Role.OVERSIGHT], None, doing="导入放假安排")
    plan = plan_import(notice, at=at)
    scope = _scope(notice, selectors.calendar())
    act_id = uuid4()
    for year in notice.years:
        row = _replace_year(year, notice, number or notice.number, at)
        after = {"number": row.number, "confirmed": row.confirmed, "moved": len(plan.moves), "settled": plan.settled}
        record(act="holiday_notice_imported", subject=row, actor=actor, at=at, after=after, act_id=act_id)
    redated = Fact(EventKind.REDATED, local(at).date())
    redate_open_clocks(scope, Entry(redated, actor, at, evidence=number or notice.number, act_id=act_id))
    return plan


def redate_open_clocks(scope: Q, entry: Entry) -> int:
    """Recompute the open clocks in ``scope`` on the calendar as it is now; returns how many moved.

    A clock whose date stays loses or gains its provisional mark without an event: nothing happened to the case.
    Each batch costs a handful of queries, however many clocks it moves.
    """
    entry = replace(entry, act_id=entry.act_id or uuid4())
    moved = 0
    for batch in _batches(_recompute(scope, selectors.calendar(), entry.at)):
        readable = [(deadline, columns) for deadline, columns in batch if columns is not None]
        _settle([pair for pair in readable if pair[1]["due_on"] == pair[0].due_on])
        moving = [pair for pair in readable if pair[1]["due_on"] != pair[0].due_on]
        _move(moving, entry)
        moved += len(moving)
    return moved


def _batches(
    clocks: Iterable[tuple[Deadline, dict[str, Any] | None]],
) -> Iterator[list[tuple[Deadline, dict[str, Any] | None]]]:
    waiting = iter(clocks)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _move(moving: list[tuple[Deadline, dict[str, Any]]], entry: Entry) -> None:
    """New dates, one event per clock and one record per case."""
    old = {deadline.pk: deadline.due_on for deadline, _ in moving}
    write_all(moving)
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


def _recompute(scope: Q, days: WorkCalendar, at: datetime) -> Iterator[tuple[Deadline, dict[str, Any] | None]]:
    """Each open clock of the scope with its columns on another calendar; two queries per batch.

    ``None`` for a clock that cannot be computed: one bad row must not keep a new arrangement from all the others.
    Clocks of the same rule that went the same course are reckoned once.
    """
    keys = list(Deadline.objects.running().filter(scope).order_by("pk").values_list("pk", flat=True))
    reckoned: dict[tuple[str, tuple[Fact, ...]], dict[str, Any] | None] = {}
    for start in range(0, len(keys), _BATCH):
        clocks = Deadline.objects.filter(pk__in=keys[start : start + _BATCH]).order_by("pk")
        for deadline in clocks.prefetch_related("events"):
            course = json.dumps(deadline.terms, sort_keys=True), tuple(selectors.facts_of(deadline.events.all()))
            if course not in reckoned:
                reckoned[course] = _columns(deadline, course[1], days, at)
            yield deadline, reckoned[course]


def _columns(deadline: Deadline, facts: Sequence[Fact], days: WorkCalendar, at: datetime) -> dict[str, Any] | None:
    try:
        return derived(deadline.legal_rule, list(facts), days, at)
    except Exception:
        logger.exception("deadline %s cannot be recomputed", deadline.pk)
        return None
