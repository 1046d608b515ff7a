"""The clocks of a document: publication, withdrawal of an overturned decision, assessment of what is withheld."""

from datetime import date, datetime

from disclosure.documents.models import Document
from disclosure.documents.rules import day_of
from portal.actors import Actor
from portal.deadlines.legal_rules import RuleNotInForce
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref

WITHHELD_REVIEW = "WITHHELD_REVIEW"
WITHHELD_RELEASE = "WITHHELD_RELEASE"
PENALTY_WITHDRAW = "PENALTY_WITHDRAW"


def start_clock(document: Document, rule: str, *, start: date, actor: Actor, at: datetime) -> None:
    """Open the clock unless it runs already; a limit that did not exist on that day cannot be missed."""
    if running_clock(ref(document), rule) is not None:
        return
    try:
        open_deadline(rule=rule, subject=document, organ=document.responsible_organ, start=start, actor=actor, at=at)
    except RuleNotInForce:
        return


def start_publication(document: Document, *, start: date, actor: Actor, at: datetime) -> None:
    """Regulations art. 26 or the law that prevails over it; what an assessment released has its own limit."""
    if running_clock(ref(document), WITHHELD_RELEASE) is None:
        start_clock(document, document.publish_rule, start=start, actor=actor, at=at)


def stop_clocks(document: Document, *rules: str, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> None:
    """Close those of the clocks that run."""
    for rule in rules:
        if clock := running_clock(ref(document), rule):
            close(clock, on=day_of(at), actor=actor, at=at, outcome=outcome)


def give_up_publication(document: Document, *, actor: Actor, at: datetime) -> None:
    """Nothing is to be published any more: its clocks have lost their reason."""
    stop_clocks(document, document.publish_rule, WITHHELD_RELEASE, actor=actor, at=at, outcome=Outcome.CANCELLED)
