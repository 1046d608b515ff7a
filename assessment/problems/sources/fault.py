"""What an automatic source says of one fault."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portal.subjects import SubjectRef


@dataclass(frozen=True, slots=True)
class Period:
    """Faults that occurred from ``first`` on, as far as they are known at ``at``."""

    first: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Fault:
    """``cause`` is the same however and however often the fact is seen: the case, and what was wrong with it."""

    organ_id: int
    cause: str
    subject: SubjectRef | None
    title: str
    article: str
    facts: str
    occurred_on: date


@dataclass(frozen=True, slots=True)
class Source:
    """One thing the system watches by itself. ``duties`` are those whose breach it shows."""

    code: str
    label: str
    find: Callable[[Period], Iterable[Fault]]
    duties: tuple[str, ...] = ()
