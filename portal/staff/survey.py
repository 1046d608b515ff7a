"""What waits for a person, over all subjects of ``portal.staff.queue``.

Read in three: which subjects have anything for the actor at all, how many rows wait at which step, and one page of
them; later questions ask only for what the earlier ones found. The number of queries depends on the subjects, never on
the rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models import Exists

from portal import clock
from portal.accounts import rules
from portal.accounts.models import Appointment, Organ
from portal.accounts.states import CITY_WIDE_ROLES, Role
from portal.actors import Actor
from portal.staff.queue import Group, Moment, QueueSource, Step, Urgency, pressing, source, sources

# Some clocks belong to cases that wait for nobody here, and some cases have several.
_CLOCKS_PER_LINE = 3


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the queue: what it leaves in, and how the tab is shown. ``mine`` of ``None``: both."""

    name: str
    label: str
    nearness: frozenset[Urgency] = frozenset(Urgency)
    mine: bool | None = None
    tone: str = ""

    def keeps(self, group: Group) -> bool:
        return group.nearness in self.nearness and self.mine in {None, group.mine}

    def narrow(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows if self.mine is None else rows.filter(mine=self.mine)


def tabs(soon_days: int) -> tuple[Tab, ...]:
    """``soon_days`` is how many working days ``Moment.soon`` is away. Every row is in 全部 and in one other tab."""
    later = frozenset({Urgency.LATER})
    return (
        Tab("all", "全部"),
        Tab("overdue", "超期", frozenset({Urgency.OVERDUE}), tone="bad"),
        Tab("soon", f"{soon_days}个工作日内", frozenset({Urgency.SOON}), tone="warn"),
        Tab("others", "等别人", later, mine=False),
        Tab("rest", "其他", later, mine=True),
    )


def survey(actor: Actor, moment: Moment) -> list[Group]:
    """How many rows wait at which step. One query, and one per subject that may have any for the actor."""
    return [group for entry in _stirred(actor) for group in entry.groups(actor, moment)]


def _stirred(actor: Actor) -> list[QueueSource]:
    """The subjects that may have something for the actor. One query."""
    every, own = rules.sees_every_organ(actor), rules.case_organ_ids(actor)
    sql, params = _question(None if every else own)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        answers = cursor.fetchone() or ()
    return [entry for entry, answer in zip(sources(), answers, strict=False) if answer]


@lru_cache(maxsize=512)
def _question(own: frozenset[int] | None) -> tuple[str, tuple[Any, ...]]:
    """Which subjects have anything for these organs, for all of them without any: it is the same words each time, and
    to put them takes longer than to answer."""
    asked = [Exists(entry.anything(own)) for entry in sources()]
    return Organ.objects.order_by().values_list(*asked)[:1].query.sql_with_params()


def counts(groups: Iterable[Group], shown: Sequence[Tab]) -> dict[str, int]:
    """How many rows each tab has."""
    found = dict.fromkeys((tab.name for tab in shown), 0)
    for group in groups:
        for tab in shown:
            found[tab.name] += group.count if tab.keeps(group) else 0
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where one line of a page comes from."""

    label: str
    pk: int
    step: str
    mine: bool


def places(actor: Actor, tab: Tab, groups: Iterable[Group], *, start: int, stop: int, moment: Moment) -> list[Place]:
    """The lines ``start`` to ``stop`` of a tab, the most urgent first, over all subjects. Three queries at the most.

    Rows whose turn comes before or after the page are not looked at, as far as ``groups`` and the ledger tell: first
    only those are sorted whose clocks end soonest, and all of them only where these are too few.
    """
    kept = [group for group in groups if tab.keeps(group)]
    stop = min(stop, sum(group.count for group in kept))
    reached, skipped = _reached(kept, start, stop)
    acts: dict[str, set[str]] = {}
    for group in kept:
        if group.nearness in reached:
            acts.setdefault(group.source.label, set()).add(group.act)
    if not acts:
        return []
    entries = [(source(label), due) for label, due in acts.items()]
    waiting = [(entry, tab.narrow(entry.waiting(actor, moment.at, due))) for entry, due in entries]
    begin, end = moment.stretch(reached)
    window = slice(start - skipped, stop - skipped)
    horizon = _horizon(actor, acts, begin, window.stop)
    if horizon:
        found = _in_order([entry.ending(rows, begin, horizon) for entry, rows in waiting], window)
        if len(found) == stop - start:
            return found
    return _in_order([entry.ending(rows, begin, end) for entry, rows in waiting], window)


def _reached(groups: Iterable[Group], start: int, stop: int) -> tuple[set[Urgency], int]:
    """Which urgencies the lines ``start`` to ``stop`` lie in, and how many lines come before those."""
    reached, skipped, before = set(), 0, 0
    for urgency in Urgency:
        count = sum(group.count for group in groups if group.nearness is urgency)
        if count and before + count <= start:
            skipped += count
        elif count and before < stop:
            reached.add(urgency)
        before += count
    return reached, skipped


def _horizon(actor: Actor, labels: Iterable[str], begin: datetime | None, lines: int) -> datetime | None:
    """A moment by which, as far as the ledger tells, so many lines end after ``begin``. One query."""
    clocks = pressing().filter(subject_label__in=sorted(labels))
    if begin:
        clocks = clocks.filter(due_at__gt=begin)
    if not rules.sees_every_organ(actor):
        clocks = clocks.filter(organ__in=rules.case_organ_ids(actor))
    ahead = lines * _CLOCKS_PER_LINE
    return clocks.order_by("due_at").values_list("due_at", flat=True)[ahead : ahead + 1].first()


def _in_order(parts: Sequence[models.QuerySet[Any]], window: slice) -> list[Place]:
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    found = rows.order_by("ends", "-mine", "label", "pk")[window]
    return [Place(label, pk, step, bool(mine)) for label, pk, step, mine, _ in found]


@dataclass(frozen=True, slots=True)
class Gap:
    """Cases nobody is appointed to carry on."""

    source: QueueSource
    organ: Organ
    step: Step
    count: int
    roles: str


def gaps(groups: Iterable[Group], *, at: datetime) -> list[Gap]:
    """Steps that are due in an organ where nobody holds a role that may take them. Two queries."""
    held = set(Appointment.objects.in_force(clock.local(at).date()).values_list("organ_id", "role"))
    found: dict[tuple[str, str, int], int] = {}
    for group in groups:
        if not _anyone(group.source, group.act, group.organ_id, held):
            place = (group.source.label, group.act, group.organ_id)
            found[place] = found.get(place, 0) + group.count
    organs = Organ.objects.in_bulk({organ_id for _, _, organ_id in found})
    return [
        Gap(entry := source(label), organs[organ_id], entry.step(act), count, _role_names(entry, entry.step(act)))
        for (label, act, organ_id), count in found.items()
    ]


def _anyone(entry: QueueSource, act: str, organ_id: int, held: set[tuple[int, str]]) -> bool:
    roles = entry.roles(entry.step(act))
    anywhere = {role for _, role in held}
    return any(role in anywhere if role in CITY_WIDE_ROLES else (organ_id, role) in held for role in roles)


def _role_names(entry: QueueSource, step: Step) -> str:
    return "、".join(Role(role).label for role in entry.roles(step))
