"""征求意见: the organ whose duties are touched agrees beforehand, or says why not (S2-8.6.2b)."""

from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.field_table import checked
from portal.workflow import move, require_move
from sentiment.clarification.fields import OPINION
from sentiment.clarification.models import Consent
from sentiment.clarification.services.telling import tell_people
from sentiment.clarification.states import DRAFTERS


@transaction.atomic
def agree(consent: Consent, *, opinion: str = "", actor: Actor, at: datetime) -> Consent:
    return _answer(consent, "agree", opinion, actor=actor, at=at)


@transaction.atomic
def refuse(consent: Consent, *, opinion: str, actor: Actor, at: datetime) -> Consent:
    """With the reason: the words are changed then, or the organ is no longer concerned."""
    return _answer(consent, "refuse", opinion, actor=actor, at=at)


def _answer(consent: Consent, act: str, opinion: str, *, actor: Actor, at: datetime) -> Consent:
    require_move(consent, act, actor=actor)
    fields = checked(OPINION, {"opinion": opinion}) | {"answered_at": at, "answered_by": actor.name}
    move(consent, act, actor=actor, at=at, reason=opinion, fields=fields)
    words = f"{consent.organ.short_name}{consent.get_state_display()}"
    tell_people(consent.clarification, consent.clarification.organ, words, *DRAFTERS, at=at)
    return consent
