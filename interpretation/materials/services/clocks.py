"""The two clocks of an explanation: three working days from printing and from going online, whichever ends first
(law.md C22). Both stand on the explanation that goes with the document."""

from datetime import date, datetime

from interpretation.materials.models import Material
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.legal_rules import RuleNotInForce
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref

PRINTED = "INTERPRET"
ONLINE = "INTERPRET_ONLINE"
BOTH = (PRINTED, ONLINE)


def start(material: Material, rule: str, *, on: date, actor: Actor, at: datetime) -> None:
    """Opens the clock unless it runs; a limit that did not exist on that day cannot be missed."""
    if running_clock(ref(material), rule) is not None:
        return
    try:
        open_deadline(rule=rule, subject=material, organ=material.organ.heir(), start=on, actor=actor, at=at)
    except RuleNotInForce:
        return


def stop(material: Material, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> bool:
    """Closes those that run; whether one of them had run out."""
    running = [clock for rule in BOTH if (clock := running_clock(ref(material), rule))]
    for clock in running:
        close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)
    return any(at >= clock.due_at for clock in running)
