"""The clocks of a record: publication, and withdrawal of what was overturned."""

from datetime import date, datetime

from disclosure.credit.elements import KINDS
from disclosure.credit.models import CreditRecord
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.legal_rules import RuleNotInForce
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref

WITHDRAW = "PENALTY_WITHDRAW"


def start(record: CreditRecord, rule: str, *, on: date, actor: Actor, at: datetime) -> None:
    """A limit that did not exist on that day cannot be missed."""
    try:
        open_deadline(rule=rule, subject=record, organ=record.organ.heir(), start=on, actor=actor, at=at)
    except RuleNotInForce:
        return


def start_publication(record: CreditRecord, *, actor: Actor, at: datetime) -> None:
    """Counted from the decision (S3-2.5b)."""
    start(record, KINDS[record.kind].publish_rule, on=record.decided_on, actor=actor, at=at)


def publication(record: CreditRecord) -> Deadline | None:
    return running_clock(ref(record), KINDS[record.kind].publish_rule)


def stop(record: CreditRecord, rule: str, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> None:
    if clock := running_clock(ref(record), rule):
        close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)


def stop_publication(record: CreditRecord, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> None:
    stop(record, KINDS[record.kind].publish_rule, actor=actor, at=at, outcome=outcome)
