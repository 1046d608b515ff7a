"""The clock of a matter whose basis changed (S0-11.2)."""

from datetime import date, datetime

from disclosure.matters.models import Matter
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.subjects import ref

RULE = "LIST_UPDATE"


def start(matter: Matter, *, on: date, actor: Actor, at: datetime) -> None:
    """One answer to a matter is due at a time: the first change of its basis counts."""
    if running_clock(ref(matter), RULE) is None:
        open_deadline(rule=RULE, subject=matter, organ=matter.organ.heir(), start=on, actor=actor, at=at)


def stop(matter: Matter, *, actor: Actor, at: datetime) -> None:
    if clock := running_clock(ref(matter), RULE):
        close(clock, on=local(at).date(), actor=actor, at=at)
