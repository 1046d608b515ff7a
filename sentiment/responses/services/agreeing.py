"""口径确认: organs concerned say whether they say the same."""

from datetime import datetime

from django.db import transaction

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import Refused, paragraphs
from sentiment.responses.models import Concurrence, Response
from sentiment.responses.states import BEFORE, CONCURRERS


def asked_of(response: Response, actor: Actor) -> list[Organ]:
    """The actor's organs whose word about this text is missing."""
    return [organ for organ in response.organs_to_agree() if rules.holds(actor, CONCURRERS, organ.pk)]


def no_word(response: Response, actor: Actor) -> str:
    """Why this actor has no say, in Chinese; empty when there is one."""
    if response.state not in BEFORE:
        return "发布以前才能确认口径。"
    return "" if asked_of(response, actor) else "没有要由您所在单位确认的。"


@transaction.atomic
def concur(response: Response, *, is_agreed: bool, opinion: str = "", actor: Actor, at: datetime) -> Response:
    """The word of the actor's organ about the text as it is (S3-4.2d). Raises ``NotAllowed`` or ``InvalidInput``."""
    if why := no_word(response, actor):
        raise NotAllowed(why)
    if is_agreed is None:
        raise InvalidInput({"is_agreed": "请选口径是否一致"})
    try:
        clean = paragraphs(2000, required=not is_agreed)("意见", opinion)
    except Refused as refusal:
        raise InvalidInput({"opinion": str(refusal)}) from None
    for organ in asked_of(response, actor):
        Concurrence.objects.create(
            response=response,
            organ=organ,
            digest=response.digest,
            is_agreed=is_agreed,
            opinion=clean,
            person_name=actor.name,
            at=at,
        )
        told = {"organ": organ.name, "agreed": is_agreed}
        record(act="concur", subject=response, actor=actor, at=at, after=told, reason=clean)
    return response
