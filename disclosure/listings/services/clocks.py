"""The clock of a row: publication, counted from the day the list's template names."""

from datetime import datetime

from disclosure.listings.models import ListRow
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.legal_rules import RuleNotInForce
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref


def start(row: ListRow, *, actor: Actor, at: datetime) -> None:
    """A limit that did not exist on that day cannot be missed."""
    try:
        open_deadline(rule=row.shape.rule, subject=row, organ=row.organ.heir(), start=row.formed_on, actor=actor, at=at)
    except RuleNotInForce:
        return


def running(row: ListRow) -> Deadline | None:
    return running_clock(ref(row), row.shape.rule)


def stop(row: ListRow, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> None:
    if clock := running(row):
        close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)
