"""Who acts: a value, so that audit, workflow and services need no user row and no request."""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    USER = "user"
    SYSTEM = "system"
    API = "api"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class Actor:
    """One person or machine at one moment.

    ``roles`` holds ``(organ id, role)`` for every appointment in force when the actor was made;
    ``name`` and ``organ_name`` are copied into every record, so that history stays readable after a reform.
    """

    kind: ActorKind
    id: int | None
    name: str
    organ_id: int | None = None
    organ_name: str = ""
    roles: frozenset[tuple[int, str]] = field(default_factory=frozenset)

    def holds(self, role: str, organ_id: int | None) -> bool:
        """Whether the actor is appointed to ``role`` in that organ."""
        return organ_id is not None and (organ_id, role) in self.roles

    def holds_anywhere(self, role: str) -> bool:
        """Whether the actor is appointed to ``role`` in any organ."""
        return any(held == role for _, held in self.roles)

    def organ_ids(self, role: str | None = None) -> frozenset[int]:
        """Organs the actor is appointed in, for one role or for any."""
        return frozenset(organ for organ, held in self.roles if role is None or held == role)

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM


SYSTEM = Actor(kind=ActorKind.SYSTEM, id=None, name="系统")
