"""退文: every return is a row with a reason code, so that it can be counted (S0-5.7)."""

from datetime import datetime

from django.db import transaction

from disclosure.documents.codes import ReturnReason
from disclosure.documents.models import Document, Return
from disclosure.documents.services.telling import tell_next
from portal import typed_text
from portal.actors import Actor
from portal.errors import InvalidInput
from portal.workflow import move

NOTE_LENGTH = 1000


@transaction.atomic
def send_back(document: Document, *, reason_code: str, note: str, actor: Actor, at: datetime) -> Document:
    """Return the document to its drafter. Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``."""
    if reason_code not in ReturnReason.values:
        raise InvalidInput({"reason_code": "请选退文的原因"})
    text = typed_text.paragraphs(note)
    needs_words = reason_code in {ReturnReason.OTHER, ReturnReason.TEXT}
    if fault := typed_text.fault(text, label="说明", at_most=NOTE_LENGTH, required=needs_words):
        raise InvalidInput({"note": fault})
    return put_back(document, reason_code=reason_code, note=text, actor=actor, at=at)


def put_back(document: Document, *, reason_code: str, note: str, actor: Actor, at: datetime) -> Document:
    """The return itself, inside the transaction of the act that caused it."""
    reason = ReturnReason(reason_code)
    stage = document.state
    move(
        document,
        "send_back",
        actor=actor,
        at=at,
        reason=f"{reason.label}：{note}" if note else str(reason.label),
        fields={"publish_after": None},
    )
    Return.objects.create(document=document, reason=reason, note=note, from_state=stage, person_name=actor.name, at=at)
    tell_next(document, at=at)
    return document
