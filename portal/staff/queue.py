"""我的待办: one list over all subjects, the most urgent first.

Each subject registers a ``QueueSource``: which step is due for which rows. Who may take a step comes from the subject's
table of moves, when it is due comes from the ledger of deadlines. The questions about all subjects together are in
``portal.staff.survey``.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from portal import clock
from portal.accounts import rules
from portal.accounts.states import CITY_WIDE_ROLES
from portal.actors import Actor
from portal.deadlines.models import Deadline
from portal.workflow import Governed

NEVER = datetime(9999, 1, 1, tzinfo=clock.SHANGHAI)
"""Sorts rows without a running clock behind all others."""


YES, NO = Value(value=True), Value(value=False)

Rows = Q | Callable[[datetime], Q]
"""Which rows; a function where that depends on the moment."""

PersonalRows = Callable[[Actor, datetime], Q]


class Urgency(IntEnum):
    """How near the end of a row's first running clock is."""

    OVERDUE = 0
    SOON = 1
    LATER = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """``at`` is now, ``soon`` the moment up to which an end counts as near."""

    at: datetime
    soon: datetime

    def stretch(self, urgencies: Collection[Urgency]) -> tuple[datetime | None, datetime | None]:
        """After which moment, and up to which, the clocks of these urgencies end; ``None`` for no bound."""
        bounds = (None, self.at, self.soon, None)
        return bounds[min(urgencies)], bounds[max(urgencies) + 1]


@dataclass(frozen=True, slots=True)
class Step:
    """One act that is due for the rows in one of ``states`` that ``when`` describes.

    ``task`` is what is to be done, in words; ``waiting`` what others read while it is not their turn ("等签发").
    ``not_for`` describes the rows this very person must leave to somebody else.
    """

    act: str
    states: Collection[str]
    task: str
    waiting: str
    when: Rows | None = None
    not_for: PersonalRows | None = None

    def rows(self, at: datetime) -> Q:
        found = Q(state__in=sorted(self.states))
        return found & _rows(self.when, at) if self.when is not None else found

    def mine(self, actor: Actor, roles: Iterable[str], at: datetime) -> Q:
        """Which of the rows the step is due for the actor may take on."""
        own = Q(pk__in=())
        for role in roles:
            if role in CITY_WIDE_ROLES:
                own |= Q(pk__isnull=not actor.holds_anywhere(role))
            else:
                own |= Q(acting__in=actor.organ_ids(role))
        return own & ~self.not_for(actor, at) if self.not_for else own


def _rows(when: Rows, at: datetime) -> Q:
    return when(at) if callable(when) else when


@dataclass(frozen=True)
class QueueSource:
    """A subject's part of the queue.

    ``visible`` is the subject's own rule of who sees what. Where two steps claim a row, the first wins. ``owner`` is
    the path to the organ a row belongs to, ``acting`` the organ whose people take the next step, where that may be
    another; ``headline`` and ``situation`` are what a line says about a row; what they read beyond it is ``related`` or
    ``prefetched``.
    """

    model: type[Governed]
    name: str
    visible: Callable[[Actor], models.QuerySet[Any]]
    steps: tuple[Step, ...]
    headline: Callable[[Any], str]
    situation: Callable[[Any], str]
    owner: str = "organ"
    acting: Any = None
    related: tuple[str, ...] = ("organ",)
    prefetched: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def step(self, act: str) -> Step:
        return next(step for step in self.steps if step.act == act)

    def roles(self, step: Step) -> tuple[str, ...]:
        return self.model.workflow[step.act].roles

    def anything(self, own: Collection[int] | None) -> models.QuerySet[Any]:
        """Rows in which something may be due and that may concern the organs ``own``, all without any: too many rather
        than too few, and quick to ask whether there is one."""
        rows = self.model._default_manager.all()
        if own is None:
            return rows.filter(_in_states(self.steps))
        found: models.QuerySet[Any] = (rows.annotate(acting=self.acting) if self.acting else rows).filter(
            _in_states(self.steps) & self._of(own)
        )
        return found

    def groups(self, actor: Actor, moment: Moment) -> Iterator["Group"]:
        """How many rows that concern the actor are alike to the queue. One query.

        Each condition of the steps is asked once, whichever steps share it; what follows from the answers, which step
        is due and whose turn it is, is the same as in ``waiting``.
        """
        at, own = moment.at, rules.case_organ_ids(actor)
        whens = {step.when: _rows(step.when, at) for step in self.steps if step.when is not None}
        asked: dict[Any, Q] = whens | {step.not_for: step.not_for(actor, at) for step in self.steps if step.not_for}
        flags = {f"flag{number}": _flag(condition) for number, condition in enumerate(asked.values())}
        rows = self.visible(actor).annotate(acting=self.acting or F(self.owner), **flags).filter(self._worth(whens))
        if not rules.sees_every_organ(actor):
            rows = rows.filter(self._of(own))
        alike = rows.annotate(nearness=self._nearness(moment)).values_list(
            "state", "acting", self.owner, "nearness", *flags
        )
        for state, acting, owner, nearness, *answers, count in alike.annotate(count=Count("pk")).order_by():
            met = dict(zip(asked, answers, strict=True))
            due = next((step for step in self.steps if state in step.states and met.get(step.when, True)), None)
            mine = due is not None and rules.holds(actor, self.roles(due), acting) and not met.get(due.not_for, False)
            if due and (mine or acting in own or owner in own):
                yield Group(self, due.act, acting, mine, Urgency(nearness), count)

    def _worth(self, whens: Mapping[Rows, Q]) -> Q:
        """Waiting for some step, asked so that an index finds them: most rows of a subject wait for nothing."""
        found = _in_states(step for step in self.steps if step.when is None)
        for step in self.steps:
            if step.when is not None:
                found |= _in_states([step]) & whens[step.when]
        return found

    def waiting(self, actor: Actor, at: datetime, acts: Collection[str]) -> models.QuerySet[Any]:
        """Rows that concern the actor and wait for one of ``acts``, which are all that is due among them: with the
        ``step``, the ``acting`` organ, and whether it is ``mine``."""
        steps = [step for step in self.steps if step.act in acts]
        # In the order of the steps, as ``step`` itself: asking for ``step`` here would repeat its whole CASE each time.
        mine = [When(step.rows(at), then=_flag(step.mine(actor, self.roles(step), at))) for step in steps]
        concerning = self._of(rules.case_organ_ids(actor))
        if rules.sees_every_organ(actor):  # others have no turn outside their own organs
            concerning |= Q(mine=True)
        rows = self.visible(actor).annotate(
            acting=self.acting or F(self.owner),
            step=_first_step(steps, at),
            mine=Case(*mine, default=NO, output_field=BooleanField()),
        )
        found: models.QuerySet[Any] = rows.filter(_in_states(steps) & concerning).order_by()
        return found.exclude(step="") if any(step.when is not None for step in steps) else found

    def _of(self, own: Collection[int]) -> Q:
        """Owned by one of these organs, or waiting for its people."""
        owned = Q(**{f"{self.owner}__in": own})
        return owned | Q(acting__in=own) if self.acting else owned

    def clocks(self, *, until: datetime) -> models.QuerySet[Deadline]:
        """Those that press and end by then."""
        return pressing().filter(subject_label=self.label, due_at__lte=until)

    def _nearness(self, moment: Moment) -> Case:
        ends = (Urgency.OVERDUE, moment.at), (Urgency.SOON, moment.soon)
        whens = [
            When(pk__in=self.clocks(until=end).values("subject_id"), then=Value(int(urgency))) for urgency, end in ends
        ]
        return Case(*whens, default=Value(int(Urgency.LATER)), output_field=IntegerField())

    def ending(self, rows: models.QuerySet[Any], begin: datetime | None, end: datetime | None) -> models.QuerySet[Any]:
        """Those of the waiting rows whose first pressing clock ends after ``begin`` and by ``end``: label, key, step,
        whose turn it is, and that end. Without an ``end``, rows without a clock are among them."""
        if end:
            rows = rows.filter(pk__in=self.clocks(until=end).values("subject_id"))
        if begin:
            rows = rows.exclude(pk__in=self.clocks(until=begin).values("subject_id"))
        told = rows.annotate(ends=self._ends(by=end), label=Value(self.label, output_field=CharField()))
        lines: models.QuerySet[Any] = told.values_list("label", "pk", "step", "mine", "ends")
        return lines

    def _ends(self, *, by: datetime | None) -> Any:
        """When the first pressing clock of a row ends, ``by`` a moment where that is known. Very many end on one day:
        those that end with the last moment itself are not looked up one by one."""
        first = pressing().filter(subject_label=self.label, subject_id=OuterRef("pk")).order_by("due_at")
        looked_up = Coalesce(Subquery(first.values("due_at")[:1]), Value(NEVER))
        if by is None:
            return looked_up
        earlier = pressing().filter(subject_label=self.label, due_at__lt=by)
        return Case(When(pk__in=earlier.values("subject_id"), then=looked_up), default=Value(by))


def pressing() -> models.QuerySet[Deadline]:
    """Clocks that press: running, not lawfully waiting, and no minimum."""
    return Deadline.objects.running().filter(is_minimum=False, waiting_since=None)


def _in_states(steps: Iterable[Step]) -> Q:
    """In a state of one of the steps: what an index finds."""
    return Q(state__in=sorted({state for step in steps for state in step.states}))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=YES), default=NO, output_field=BooleanField())


def _first_step(steps: Iterable[Step], at: datetime) -> Case:
    """The act that is due; empty for none."""
    whens = [When(step.rows(at), then=Value(step.act)) for step in steps]
    return Case(*whens, default=Value(""), output_field=CharField())


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one subject that are alike to the queue."""

    source: QueueSource
    act: str
    organ_id: int
    mine: bool
    nearness: Urgency
    count: int


_sources: dict[str, QueueSource] = {}


def register(source: QueueSource) -> None:
    """Make a subject part of everybody's queue."""
    _sources[source.label] = source


def sources() -> Sequence[QueueSource]:
    return tuple(_sources.values())


def source(label: str) -> QueueSource:
    return _sources[label]


def due_step(subject: Governed, *, at: datetime) -> Step | None:
    """The step that is due for one row. One query at the most."""
    entry = _sources.get(subject._meta.label_lower)
    steps = [step for step in entry.steps if subject.state in step.states] if entry else []
    if entry is None or not steps:
        return None
    row = entry.model._default_manager.filter(pk=subject.pk)
    act = row.annotate(step=_first_step(steps, at)).values_list("step", flat=True).first()
    return entry.step(act) if act else None
