"""What goes over to the heir when an organ is merged, split or abolished (S2-7.5c).

Each package knows its own open duties and registers a mover for them: clocks that run, columns to keep filled, cases
in process. What is finished stays where it is, readable under the organ that did it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models, transaction

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.subjects import SubjectRef


@dataclass(frozen=True, slots=True)
class Succession:
    """``heir`` takes over everything open of ``source`` but what ``assigned`` gives to somebody else.

    ``assigned`` is keyed by subject label and key, for a split; ``on`` is the first day of the heir.
    """

    source: Organ
    heir: Organ
    on: date
    actor: Actor
    at: datetime
    assigned: Mapping[tuple[str, int], Organ] = field(default_factory=dict)

    def heir_of(self, subject: models.Model) -> Organ:
        """Who takes over this very subject; the source itself when it lives on and keeps it."""
        return self.heir_by_key(subject._meta.label_lower, int(subject.pk))

    def heir_by_key(self, label: str, pk: int) -> Organ:
        return self.assigned.get((label, pk), self.heir)


Mover = Callable[[Succession], Sequence[SubjectRef]]
"""Moves one kind of open duty inside the reform and returns the cases it moved; the reform records each."""

_movers: dict[str, Mover] = {}


def register(name: str, mover: Mover) -> None:
    """Add a mover under a stable name; called once when a package starts. Raises ``ValueError`` for a name taken."""
    if _movers.setdefault(name, mover) is not mover:
        raise ValueError(f"a mover called {name} is registered already")


def move_all(succession: Succession) -> list[SubjectRef]:
    """Let every mover do its part, in the order of their names; a subject that several moved counts once."""
    moved = {(row.label, row.pk): row for name in sorted(_movers) for row in _movers[name](succession)}
    return list(moved.values())


def preview(succession: Succession) -> list[SubjectRef]:
    """What would move, found by moving it and taking everything back."""
    with transaction.atomic():
        moved = move_all(succession)
        transaction.set_rollback(True)
    return moved
