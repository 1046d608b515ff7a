"""我的待办: one list over all subjects, the most urgent first.

Each subject registers a ``QueueSource``: which step is due for which rows. Who may take a step comes from the subject's
table of moves, when it is due comes from the ledger of deadlines; the number of queries depends on neither.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import BooleanField, Case, CharField, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from portal import clock
from portal.accounts import rules
from portal.accounts.models import Appointment, Organ
from portal.accounts.states import CITY_WIDE_ROLES, Role
from portal.actors import Actor
from portal.deadlines.models import Deadline
from portal.workflow import Governed

NEVER = datetime(9999, 1, 1, tzinfo=clock.SHANGHAI)
"""Sorts rows without a running clock behind all others."""


YES, NO = Value(value=True), Value(value=False)

Rows = Q | Callable[[datetime], Q]
"""Which rows; a function where that depends on the moment."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act that is due for the rows ``due`` describes.

    ``task`` is what is to be done, in words; ``waiting`` what others read while it is not their turn ("等签发").
    ``not_for`` describes the rows this very person must leave to somebody else.
    """

    act: str
    due: Rows
    task: str
    waiting: str
    not_for: Callable[[Actor, datetime], Q] | None = None

    def rows(self, at: datetime) -> Q:
        return self.due(at) if callable(self.due) else self.due

    def mine(self, actor: Actor, roles: Iterable[str], at: datetime) -> Q:
        """Which of the rows the step is due for the actor may take on."""
        own = Q(pk__in=())
        for role in roles:
            if role in CITY_WIDE_ROLES:
                own |= Q(pk__isnull=not actor.holds_anywhere(role))
            else:
                own |= Q(acting__in=actor.organ_ids(role))
        return own & ~self.not_for(actor, at) if self.not_for else own


@dataclass(frozen=True, slots=True)
class QueueSource:
    """A subject's part of the queue.

    ``visible`` is the subject's own rule of who sees what. Where two steps claim a row, the first wins. ``acting`` is
    the organ whose people take the next step, ``owner`` the path to the one the row belongs to; ``headline`` and
    ``situation`` are what a line says about a row; what they read beyond it is ``related`` or ``prefetched``.
    """

    model: type[Governed]
    name: str
    visible: Callable[[Actor], models.QuerySet[Any]]
    steps: tuple[Step, ...]
    headline: Callable[[Any], str]
    situation: Callable[[Any], str]
    acting: Any = field(default_factory=lambda: F("organ"))
    related: tuple[str, ...] = ("organ",)
    prefetched: tuple[str, ...] = ()
    owner: str = "organ"

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def step(self, act: str) -> Step:
        return next(step for step in self.steps if step.act == act)

    def steps_of(self, rows: models.QuerySet[Any], at: datetime) -> models.QuerySet[Any]:
        """``rows`` with the due ``step`` (empty for none) and the ``acting`` organ."""
        whens = [When(step.rows(at), then=Value(step.act)) for step in self.steps]
        with_steps: models.QuerySet[Any] = rows.annotate(
            acting=self.acting, step=Case(*whens, default=Value(""), output_field=CharField())
        )
        return with_steps

    def waiting(self, actor: Actor, *, at: datetime) -> models.QuerySet[Any]:
        """Rows in which something is due and that concern the actor, with ``step``, ``mine`` and ``urgency``."""
        procedure, own = self.model.workflow, rules.case_organ_ids(actor)
        # In the order of the steps, as ``step`` itself: asking for ``step`` here would repeat its whole CASE each time.
        mine = [
            When(
                step.rows(at),
                then=Case(
                    When(step.mine(actor, procedure[step.act].roles, at), then=YES),
                    default=NO,
                    output_field=BooleanField(),
                ),
            )
            for step in self.steps
        ]
        running = Deadline.objects.running().filter(
            subject_label=self.label, subject_id=OuterRef("pk"), is_minimum=False, waiting_since=None
        )
        rows: models.QuerySet[Any] = (
            self.steps_of(self.visible(actor), at)
            .exclude(step="")
            .annotate(
                mine=Case(*mine, default=NO, output_field=BooleanField()),
                urgency=Coalesce(Subquery(running.order_by("due_at").values("due_at")[:1]), Value(NEVER)),
            )
            .filter(Q(mine=True) | Q(acting__in=own) | Q(**{f"{self.owner}__in": own}))
            .order_by()
        )
        return rows


_sources: dict[str, QueueSource] = {}


def register(source: QueueSource) -> None:
    """Make a subject part of everybody's queue."""
    _sources[source.label] = source


def sources() -> Sequence[QueueSource]:
    return tuple(_sources.values())


def source(label: str) -> QueueSource:
    return _sources[label]


def due_step(subject: models.Model, *, at: datetime) -> Step | None:
    """The step that is due for one row. One query."""
    entry = _sources.get(subject._meta.label_lower)
    if entry is None:
        return None
    rows = entry.steps_of(entry.model._default_manager.filter(pk=subject.pk), at)
    act = rows.values_list("step", flat=True).first()
    return entry.step(act) if act else None


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the queue: what it leaves in, and how the tab is shown."""

    name: str
    label: str
    keeps: Q
    tone: str = ""


def tabs(at: datetime, soon: datetime, soon_days: int) -> tuple[Tab, ...]:
    """``soon`` is the end of the ``soon_days``-th working day from now. Every row is in 全部 and in one other tab."""
    return (
        Tab("all", "全部", Q()),
        Tab("overdue", "超期", Q(urgency__lte=at), "bad"),
        Tab("soon", f"{soon_days}个工作日内", Q(urgency__gt=at, urgency__lte=soon), "warn"),
        Tab("others", "等别人", Q(urgency__gt=soon, mine=False)),
        Tab("rest", "其他", Q(urgency__gt=soon, mine=True)),
    )


def counts(actor: Actor, shown: Sequence[Tab], *, at: datetime) -> dict[str, int]:
    """How many rows each tab has. One query per subject."""
    wanted = {tab.name: Count("pk", filter=tab.keeps) if tab.keeps else Count("pk") for tab in shown}
    found = [entry.waiting(actor, at=at).aggregate(**wanted) for entry in sources()]
    return {tab.name: sum(row[tab.name] for row in found) for tab in shown}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one line of a page comes from."""

    label: str
    pk: int
    step: str
    mine: bool


def places(actor: Actor, tab: Tab, *, start: int, stop: int, at: datetime) -> list[Place]:
    """The lines ``start`` to ``stop`` of a tab, the most urgent first, over all subjects in one query."""
    parts = [
        entry.waiting(actor, at=at)
        .filter(tab.keeps)
        .annotate(label=Value(entry.label, output_field=CharField()))
        .values_list("label", "pk", "step", "mine", "urgency")
        for entry in sources()
    ]
    if not parts:
        return []
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    ordered = rows.order_by("urgency", "-mine", "label", "pk")[start:stop]
    return [Place(label, pk, step, bool(mine)) for label, pk, step, mine, _ in ordered]


@dataclass(frozen=True, slots=True)
class Gap:
    """Cases nobody is appointed to carry on."""

    source: QueueSource
    organ: Organ
    step: Step
    count: int
    roles: str


def gaps(actor: Actor, *, at: datetime) -> list[Gap]:
    """Steps that are due in an organ where nobody holds a role that may take them. Two queries and one per subject."""
    held = set(Appointment.objects.in_force(clock.local(at).date()).values_list("organ_id", "role"))
    found = [
        (entry, entry.step(act), organ_id, count)
        for entry in sources()
        for act, organ_id, count in entry.waiting(actor, at=at)
        .values_list("step", "acting")
        .annotate(count=Count("pk"))
        .order_by("step", "acting")
        if not _anyone(entry, act, organ_id, held)
    ]
    organs = Organ.objects.in_bulk({organ_id for _, _, organ_id, _ in found})
    return [
        Gap(entry, organs[organ_id], step, count, _role_names(entry, step)) for entry, step, organ_id, count in found
    ]


def _anyone(entry: QueueSource, act: str, organ_id: int, held: set[tuple[int, str]]) -> bool:
    roles = entry.model.workflow[act].roles
    anywhere = {role for _, role in held}
    return any(role in anywhere if role in CITY_WIDE_ROLES else (organ_id, role) in held for role in roles)


def _role_names(entry: QueueSource, step: Step) -> str:
    return "、".join(Role(role).label for role in entry.model.workflow[step.act].roles)
