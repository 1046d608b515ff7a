"""The clock of an appeal: investigated in good time, a word without a number in the Regulations (art. 55)."""

from datetime import datetime

from disclosure.institutions.models import Appeal
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref

APPEAL = "ENTERPRISE_APPEAL"


def start(appeal: Appeal, *, actor: Actor, at: datetime) -> None:
    open_deadline(rule=APPEAL, subject=appeal, organ=appeal.organ.heir(), start=local(at).date(), actor=actor, at=at)


def of_the_result(appeal: Appeal) -> Deadline | None:
    return running_clock(ref(appeal), APPEAL)


def stop(appeal: Appeal, *, actor: Actor, at: datetime) -> bool:
    """Close what runs; whether it had come to its end."""
    clock = of_the_result(appeal)
    if clock is None:
        return False
    late = at >= clock.due_at
    close(clock, on=local(at).date(), actor=actor, at=at, outcome=Outcome.DONE)
    return late
