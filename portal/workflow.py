"""The only writer of any ``state`` field.

A procedure is a table of moves. Buttons, forms, interfaces and guards read the same table; ``move()`` checks it,
changes the state with one conditional UPDATE and records the act. Two clerks cannot both win.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F

from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor, ActorKind
from portal.audit.models import Event
from portal.audit.services import record
from portal.errors import Blocked, DomainError, NotAllowed, StaleState

Gate = Callable[[Any, datetime], Sequence[str]]
"""Takes the subject and the moment; returns the reasons, in Chinese, why it may not pass yet. Empty means open."""

PersonRule = Callable[[Any, Actor], str]
"""Takes the subject and the actor; returns why this very person may not do it, or an empty string."""

Condition = Callable[[Any], bool]
"""Takes the subject; whether the row concerns it at all."""


def always(_subject: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a procedure.

    ``sources`` and ``target`` are states; ``roles`` are held in the subject's ``acting_organ_id``.
    ``applies`` leaves the row out for subjects it does not concern: no button, no move. ``by_system`` lets a
    scheduled task make the move, ``by_citizen`` the person the subject belongs to, whom the caller has verified.
    ``duties`` are the ids of the duties the row carries.
    """

    act: str
    label: str
    sources: frozenset[str]
    target: str
    roles: tuple[str, ...]
    gates: tuple[Gate, ...] = ()
    person_rules: tuple[PersonRule, ...] = ()
    applies: Condition = always
    reason_required: bool = False
    danger: bool = False
    by_system: bool = False
    by_citizen: bool = False
    duties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """All moves of one kind of subject, keyed by act."""

    name: str
    rows: tuple[Move, ...]
    by_act: dict[str, Move] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_act", {row.act: row for row in self.rows})
        if len(self.by_act) != len(self.rows):
            raise ValueError(f"{self.name}: an act stands twice")

    def __getitem__(self, act: str) -> Move:
        return self.by_act[act]

    def from_state(self, state: str) -> tuple[Move, ...]:
        return tuple(row for row in self.rows if state in row.sources)


class Governed(models.Model):
    """Base of every subject with a procedure. Subclasses add a ``state`` field with choices and set ``workflow``."""

    workflow: ClassVar[Workflow]
    state: Any
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def acting_organ_id(self) -> int | None:
        """The organ whose appointees make the moves."""
        organ_id: int | None = getattr(self, "organ_id", None)
        return organ_id


def may_move(subject: Governed, row: Move, actor: Actor) -> str:
    """Why the actor may not make the move, in Chinese; an empty string when allowed."""
    if actor.is_system:
        return "" if row.by_system else f"“{row.label}”必须由人来办。"
    if actor.kind is ActorKind.CITIZEN:
        return "" if row.by_citizen else f"“{row.label}”要由机关办理。"
    if not rules.holds(actor, row.roles, subject.acting_organ_id):
        names = "、".join(Role(role).label for role in row.roles) or "系统"
        return f"“{row.label}”要由{names}办理，您没有这个任命。"
    return next((why for rule in row.person_rules if (why := rule(subject, actor))), "")


def allowed_moves(subject: Governed, actor: Actor) -> tuple[Move, ...]:
    """Moves out of the present state that the actor's roles allow, in the order of the table."""
    rows = subject.workflow.from_state(subject.state)
    return tuple(row for row in rows if row.applies(subject) and not may_move(subject, row, actor))


def blockers(subject: Governed, act: str, *, at: datetime) -> list[str]:
    """What still stands before the move, in Chinese."""
    return [reason for gate in subject.workflow[act].gates for reason in gate(subject, at)]


def require_move(subject: Governed, act: str, *, actor: Actor) -> Move:
    """The row, when the subject stands before it and the actor may make it.

    For services that look at input before they move. Raises ``StaleState`` or ``NotAllowed``.
    """
    row = subject.workflow[act]
    if subject.state not in row.sources or not row.applies(subject):
        raise StaleState
    if refusal := may_move(subject, row, actor):
        raise NotAllowed(refusal)
    return row


@transaction.atomic
def move(
    subject: Governed,
    act: str,
    *,
    actor: Actor,
    at: datetime,
    reason: str = "",
    fields: Mapping[str, Any] | None = None,
    derived: Mapping[str, Any] | None = None,
) -> Event:
    """Make one move of the subject's table, writing ``fields`` in the same UPDATE, and record the act.

    ``derived`` is written along but not recorded, because it follows from what is.
    Raises ``NotAllowed``, ``Blocked``, ``DomainError`` (a missing reason) or ``StaleState``; nothing is written then.
    ``subject`` carries the new state, version and fields afterwards.
    """
    row = require_move(subject, act, actor=actor)
    if row.reason_required and not reason.strip():
        raise DomainError(f"{row.label}要写明理由。", field="reason")
    reasons = blockers(subject, act, at=at)
    if reasons:
        raise Blocked(reasons)
    changes = dict(fields or {})
    _refuse_locked_fields({**changes, **(derived or {})})
    before = {"state": subject.state} | {name: getattr(subject, name) for name in changes}
    _write(subject, {"state": row.target} | changes | dict(derived or {}))
    after = {"state": row.target} | changes
    return record(
        act=act,
        subject=subject,
        actor=actor,
        at=at,
        before=_recordable(before),
        after=_recordable(after),
        reason=reason.strip(),
    )


def edit(
    subject: Governed,
    changes: Mapping[str, Any],
    *,
    act: str,
    actor: Actor,
    at: datetime,
    reason: str = "",
    derived: Mapping[str, Any] | None = None,
) -> Event | None:
    """Write fields other than ``state`` under the same lock and record what changed; ``None`` when nothing did.

    ``derived`` is written along but not recorded, because it follows from the changes. Raises ``StaleState`` when the
    row was changed since ``subject`` was read.
    """
    _refuse_locked_fields({**changes, **(derived or {})})
    changed = {name: value for name, value in changes.items() if getattr(subject, name) != value}
    if not changed:
        return None
    before = {name: getattr(subject, name) for name in changed}
    with transaction.atomic():
        _write(subject, changed | dict(derived or {}))
        return record(
            act=act,
            subject=subject,
            actor=actor,
            at=at,
            before=_recordable(before),
            after=_recordable(changed),
            reason=reason,
        )


def touch(subject: Governed, derived: Mapping[str, Any] | None = None) -> None:
    """Raise the version because rows that belong to the subject changed; the caller records the act.

    Raises ``StaleState`` when the row was changed since ``subject`` was read.
    """
    _write(subject, derived or {})


def _refuse_locked_fields(changes: Mapping[str, Any]) -> None:
    if {"state", "version"} & set(changes):
        raise ValueError("the table of moves alone writes state and version")


def _write(subject: Governed, changes: Mapping[str, Any]) -> None:
    """One UPDATE conditioned on the version that was read; the loser gets ``StaleState``."""
    as_read: dict[str, Any] = {"pk": subject.pk, "version": subject.version, "state": subject.state}
    if type(subject)._default_manager.filter(**as_read).update(version=F("version") + 1, **changes) != 1:
        raise StaleState
    for name, value in changes.items():
        setattr(subject, name, value)
    subject.version += 1


def _recordable(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return {"id": value.pk, "name": str(value)}
    return value
