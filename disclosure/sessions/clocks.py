"""The clock of a meeting: what was decided is public within days of it (S4-1.1b)."""

from datetime import datetime

from disclosure.sessions.models import Session
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref

RESULT = "SESSION_RESULT"


def start(session: Session, *, actor: Actor, at: datetime) -> None:
    """From the day of the meeting, whenever that it took place was entered."""
    day = local(session.starts_at).date()
    open_deadline(rule=RESULT, subject=session, organ=session.organ.heir(), start=day, actor=actor, at=at)


def of_the_result(session: Session) -> Deadline | None:
    return running_clock(ref(session), RESULT)


def stop(session: Session, *, actor: Actor, at: datetime) -> bool:
    """Close what runs; whether it had come to its end."""
    clock = of_the_result(session)
    if clock is None:
        return False
    late = at >= clock.due_at
    close(clock, on=local(at).date(), actor=actor, at=at, outcome=Outcome.DONE)
    return late
