"""The one clock of a hearing: its materials are served so many days before it (S0-6.4)."""

from datetime import datetime

from disclosure.decisions.gates import HEARING_MATERIALS
from disclosure.decisions.models import Hearing
from portal.actors import Actor
from portal.clock import local
from portal.deadlines import services as deadlines
from portal.deadlines.models import Deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref


def start(hearing: Hearing, *, actor: Actor, at: datetime) -> None:
    organ = hearing.organ.heir()
    day = local(hearing.held_at).date()
    deadlines.open_deadline(rule=HEARING_MATERIALS, subject=hearing, organ=organ, start=day, actor=actor, at=at)


def stop(hearing: Hearing, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> None:
    for clock in Deadline.objects.of(ref(hearing)).running():
        deadlines.close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)
