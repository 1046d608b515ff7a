"""Which clocks run for which level, and the ladder people are told by before they end.

How many hours a clock has stands in the table of legal limits; here is only which of them apply (law.md I, C26).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.accounts.states import Role
from sentiment.tickets.codes import MAJOR_LEVELS, Level


@dataclass(frozen=True, slots=True)
class ClockRow:
    """``done`` is the field of the ticket that says when the duty was fulfilled."""

    rule: str
    levels: tuple[Level, ...]
    done: str
    duties: tuple[str, ...] = ()


CLOCKS = (
    ClockRow("OPINION_STATEMENT", MAJOR_LEVELS, "responded_at", ("S0-2.10b", "S0-3.11", "S3-4.5")),
    ClockRow("OPINION_PRESS", MAJOR_LEVELS, "conference_at", ("S0-2.10c", "S0-3.11", "S4-1.12c")),
    ClockRow("OPINION_REPLY", (Level.LARGE, Level.ORDINARY), "responded_at", ("S0-2.10d", "S0-3.11")),
)
RULES = tuple(row.rule for row in CLOCKS)


@dataclass(frozen=True, slots=True)
class Rung:
    """Told when ``percent`` of the period has passed, by day and by night."""

    percent: int
    title: str
    roles: tuple[Role, ...]
    everywhere: bool = False


LADDER = (
    Rung(50, "经办人", (Role.HANDLER, Role.INFO_CLERK)),
    Rung(70, "科室负责人", (Role.DEPT_REVIEWER,)),
    Rung(85, "分管领导", (Role.SIGNER,)),
    Rung(95, "政务公开办", (Role.OVERSIGHT,), everywhere=True),
)


def reached_at(rung: Rung, start: datetime, end: datetime) -> datetime:
    """The moment that share of the period is over. Hours run without a break, nights and holidays included."""
    return start + (end - start) * rung.percent / 100


def start_of(end: datetime, hours: int) -> datetime:
    """The moment a period of ``hours`` that ends then began."""
    return end - timedelta(hours=hours)
