"""评价: one to five, and a few words."""

from datetime import datetime

from django.db import transaction

from portal import typed_text
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.privacy.patterns import has_personal_data
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import State
from requests_app.citizens.models import Rating
from requests_app.citizens.selectors import end_of
from requests_app.citizens.states import SCORES, WORDS_LENGTH


@transaction.atomic
def rate(request: DisclosureRequest, *, score: str, words: str, actor: Actor, at: datetime) -> Rating:
    """``score`` as typed. Raises ``InvalidInput``, or ``StaleState`` before there is an answer to rate."""
    if end_of(request) != State.ANSWERED:
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
    values = {"score": int(score), "words": text, "at": at}
    rating, _ = Rating.objects.update_or_create(request=request, round=request.round, defaults=values)
    record(act="rate", subject=request, actor=actor, at=at, after={"score": rating.score})
    return rating
