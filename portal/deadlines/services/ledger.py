"""How an event gets into the ledger: recompute, one conditional UPDATE, one event row, one audit row."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import models

from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines import selectors
from portal.deadlines.arithmetic import Computation, compute
from portal.deadlines.attention import Threshold, end_of, thresholds, turns_yellow_at, waiting_thresholds
from portal.deadlines.course import Course, Fact, fold
from portal.deadlines.legal_rules.terms import LegalRule
from portal.deadlines.models import ClockEvent, Deadline
from portal.deadlines.workdays import WorkCalendar
from portal.errors import DomainError, StaleState
from portal.subjects import SubjectRef, ref


class FutureDay(DomainError):
    """Nothing can have happened on a day that is still to come."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to be written, with who entered it when."""

    fact: Fact
    actor: Actor
    at: datetime
    stop: str = ""
    key: str = ""
    evidence: str = ""
    act_id: UUID | None = None


def subject_ref(subject: models.Model | SubjectRef) -> SubjectRef:
    """The reference of a case or of a row."""
    return subject if isinstance(subject, SubjectRef) else ref(subject)


def not_in_future(on: date, at: datetime, *, field: str) -> None:
    """Raises ``FutureDay`` when ``on`` is after the day of ``at``."""
    if on > local(at).date():
        raise FutureDay("这一天还没有到，请核对日期。", field=field)


def answer_of(rule: LegalRule, facts: list[Fact], days: WorkCalendar, at: datetime) -> Computation:
    """The clock at ``at``; while a stop is open, as if it had ended on the day it began."""
    course = fold(facts, rule)
    moment = local(at)
    on = course.waiting_since if course.is_waiting and course.waiting_since else moment.date()
    return compute(rule, facts, days, on=on, moment=moment)


def derived(rule: LegalRule, facts: list[Fact], days: WorkCalendar, at: datetime) -> dict[str, Any]:
    """The columns of a ledger row that follow from its events."""
    course = fold(facts, rule)
    answer = answer_of(rule, facts, days, at)
    ends_at = end_of(rule, answer.due, answer.due_at)
    return {
        "started_on": answer.start,
        "due_on": answer.due,
        "due_at": ends_at,
        "warn_at": turns_yellow_at(rule, answer.due, ends_at, days),
        "waiting_since": course.waiting_since if course.is_waiting else None,
        "extended_by": answer.extended_by,
        "provisional": answer.provisional,
        "next_attention_at": _first_moment(ladder_of(rule, course, answer.due, ends_at, days), at),
    }


def ladder_of(
    rule: LegalRule, course: Course, due: date, ends_at: datetime, days: WorkCalendar
) -> tuple[Threshold, ...]:
    """The moments of attention of a running clock, earliest first: of its end, or of the stops it waits for."""
    return waiting_thresholds(rule, course, days) if course.is_waiting else thresholds(rule, due, ends_at, days)


def _first_moment(ladder: tuple[Threshold, ...], at: datetime) -> datetime | None:
    """``at`` itself when a moment has already passed, so that nothing late stays unseen."""
    return max(ladder[0].moment, at) if ladder else None


def append(deadline: Deadline, entry: Entry, *, extra: dict[str, Any] | None = None) -> ClockEvent:
    """Add one event to a running clock, inside the caller's transaction.

    Raises ``StaleState`` when the clock was changed since ``deadline`` was read, ``ImpossibleClock`` when the law does
    not know the event at this point.
    """
    events = list(deadline.events.all())
    rule = deadline.legal_rule
    days = selectors.calendar()
    facts = [*selectors.facts_of(events), entry.fact]
    before = _told(deadline)
    write(deadline, derived(rule, facts, days, entry.at) | (extra or {}))
    event = add_event(deadline, entry)
    record(
        act=f"deadline_{entry.fact.kind.value}",
        subject=deadline.subject,
        actor=entry.actor,
        at=entry.at,
        before=before,
        after=_told(deadline) | ({"stop": entry.stop} if entry.stop else {}),
        reason=entry.evidence,
        act_id=event.act_id,
    )
    return event


def write(deadline: Deadline, columns: dict[str, Any]) -> None:
    """One UPDATE conditioned on the version that was read. Raises ``StaleState`` for the loser."""
    as_read = Deadline.objects.filter(pk=deadline.pk, version=deadline.version, closed_at=None)
    columns = columns | {"version": deadline.version + 1}
    if as_read.update(**columns) != 1:
        raise StaleState
    for name, value in columns.items():
        setattr(deadline, name, value)


def write_all(changes: Sequence[tuple[Deadline, dict[str, Any]]]) -> None:
    """``write`` for many clocks, one UPDATE for all that change alike. Raises ``StaleState`` when one was changed."""
    alike: dict[tuple[Any, ...], list[tuple[Deadline, dict[str, Any]]]] = defaultdict(list)
    for deadline, columns in changes:
        alike[deadline.version, *columns.values()].append((deadline, columns))
    for group in alike.values():
        (first, columns), *_ = group
        columns = columns | {"version": first.version + 1}
        as_read = Deadline.objects.filter(
            pk__in=[deadline.pk for deadline, _ in group], version=first.version, closed_at=None
        )
        if as_read.update(**columns) != len(group):
            raise StaleState
        for deadline, _ in group:
            for name, value in columns.items():
                setattr(deadline, name, value)


def add_event(deadline: Deadline, entry: Entry) -> ClockEvent:
    """The event row of what was just written."""
    event = event_of(deadline, entry)
    event.save(force_insert=True)
    return event


def event_of(deadline: Deadline, entry: Entry) -> ClockEvent:
    """The event row, not yet saved; its place in the chain is the version of the clock."""
    fact = entry.fact
    return ClockEvent(
        deadline=deadline,
        seq=deadline.version,
        kind=fact.kind.value,
        on=fact.on,
        moment=fact.moment,
        amount=fact.amount,
        stop=entry.stop,
        key=entry.key,
        evidence=entry.evidence,
        due_on=deadline.due_on,
        provisional=deadline.provisional,
        act_id=entry.act_id or uuid4(),
        at=entry.at,
        actor_kind=entry.actor.kind.value,
        actor_id=entry.actor.id,
        actor_name=entry.actor.name,
    )


def _told(deadline: Deadline) -> dict[str, Any]:
    """What the audit trail keeps of a clock."""
    return {
        "deadline": deadline.pk,
        "rule": deadline.rule,
        "title": deadline.title,
        "due_on": deadline.due_on,
        "waiting_since": deadline.waiting_since,
        "extended_by": deadline.extended_by,
        "provisional": deadline.provisional,
        "outcome": deadline.outcome,
    }
