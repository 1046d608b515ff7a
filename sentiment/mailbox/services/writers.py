"""What the writer does about a letter: take it back, say how the answer was."""

from datetime import datetime

from django.db import transaction

from portal import typed_text
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput, StaleState
from portal.privacy.patterns import has_personal_data
from portal.workflow import move, touch
from sentiment.mailbox import clocks
from sentiment.mailbox.models import Message
from sentiment.mailbox.states import RESPONDED, SCORES, WORDS_LENGTH


@transaction.atomic
def withdraw(message: Message, *, actor: Actor, at: datetime) -> Message:
    """No answer is owed any more. Raises ``StaleState`` once there is one."""
    move(message, "withdraw", actor=actor, at=at, derived={"closed_at": at})
    clocks.stop(message, actor=actor, at=at, outcome=Outcome.WITHDRAWN)
    return message


@transaction.atomic
def rate(message: Message, *, score: str, words: str, actor: Actor, at: datetime) -> Message:
    """``score`` as typed, one to five; as often as the writer likes. Raises ``InvalidInput``, or ``StaleState`` before
    there is anything to rate."""
    if message.state not in RESPONDED:
        raise StaleState("答复以后才能评价。")
    text = typed_text.line(words)
    faults = {
        "score": "" if score in {str(each) for each, _ in SCORES} else "请选一个分数",
        "words": typed_text.fault(text, label="意见", at_most=WORDS_LENGTH),
    }
    if not faults["words"] and has_personal_data(text):
        faults["words"] = "请不要写电话、证件号码、卡号和邮箱：评价会给机关看"
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    touch(message, {"score": int(score), "score_words": text, "scored_at": at})
    record(act="rate", subject=message, actor=actor, at=at, after={"score": message.score})
    return message
