"""The clocks of a letter, by the names of the table of legal limits."""

from datetime import datetime

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.clock import local
from portal.deadlines import services as deadlines
from portal.deadlines.models import Deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref
from sentiment.mailbox.codes import GENERAL, SIMPLE
from sentiment.mailbox.models import Message

RED_LINE = "LETTER_RED_LINE"
OF_THE_ANSWER = (SIMPLE, GENERAL)


def start(message: Message, *, actor: Actor, at: datetime) -> None:
    """Both run from the day the city received it: the answer, and the three months nobody may pass (S0-7.3)."""
    start_answer(message, actor=actor, at=at)
    _open(message, RED_LINE, actor=actor, at=at)


def start_answer(message: Message, *, actor: Actor, at: datetime) -> None:
    _open(message, message.reply_rule, actor=actor, at=at)


def _open(message: Message, rule: str, *, actor: Actor, at: datetime) -> None:
    organ, day = message.organ.heir(), message.received_on
    deadlines.open_deadline(rule=rule, subject=message, organ=organ, start=day, actor=actor, at=at)


def of_the_answer(message: Message) -> Deadline | None:
    running = Deadline.objects.of(ref(message)).running().filter(rule__in=OF_THE_ANSWER)
    return running.select_related("organ").first()


def stop_answer(message: Message, *, actor: Actor, at: datetime, outcome: str) -> None:
    if clock := of_the_answer(message):
        deadlines.close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)


def stop(message: Message, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> bool:
    """Close what runs; whether the answer came after its end."""
    late = False
    for clock in Deadline.objects.of(ref(message)).running():
        late |= clock.rule in OF_THE_ANSWER and at >= clock.due_at
        deadlines.close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)
    return late


def hand_over(message: Message, *, to: Organ, actor: Actor, at: datetime, evidence: str) -> None:
    """The citizen's dates stay; another organ's people are reminded of them."""
    for clock in Deadline.objects.of(ref(message)).running().select_related("organ"):
        deadlines.hand_over(clock, to=to, actor=actor, at=at, evidence=evidence)
