"""The clock of a request for data: answered as any letter of a citizen that asks for something (law.md E)."""

from datetime import datetime

from disclosure.data_requests.models import DataRequest
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.legal_rules import RuleNotInForce
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref

REPLY = "LETTER_REPLY"


def start(row: DataRequest, *, actor: Actor, at: datetime) -> None:
    """A limit that did not exist on that day cannot be missed."""
    try:
        open_deadline(rule=REPLY, subject=row, organ=row.organ.heir(), start=local(at).date(), actor=actor, at=at)
    except RuleNotInForce:
        return


def of_the_answer(row: DataRequest) -> Deadline | None:
    return running_clock(ref(row), REPLY)


def stop(row: DataRequest, *, actor: Actor, at: datetime) -> None:
    if clock := of_the_answer(row):
        close(clock, on=local(at).date(), actor=actor, at=at, outcome=Outcome.DONE)
