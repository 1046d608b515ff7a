"""Where a document stands and for whom it is. No text changes, so one clerk may do it, before and after publication."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.documents.fields import checked
from disclosure.documents.models import Document
from disclosure.documents.services.showing import show_anew
from disclosure.documents.states import CHECKERS, State
from portal.accounts.rules import require
from portal.actors import Actor
from portal.errors import InvalidInput, StaleState
from portal.workflow import edit

PLACE = ("column", "topic", "subtopic", "audiences")


@transaction.atomic
def reclassify(document: Document, *, changes: Mapping[str, Any], actor: Actor, at: datetime) -> Document:
    """Move the document to another column or topic. Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``."""
    require(actor, CHECKERS, document.responsible_organ, doing="调整栏目和主题")
    if document.state in {State.WITHDRAWN, State.CANCELLED}:
        raise StaleState
    clean = checked({"topic": document.topic, "subtopic": document.subtopic} | dict(changes), allowed=PLACE)
    if document.is_public and clean.get("column", document.column) is None:
        raise InvalidInput({"column": "已经发布的公文要放在栏目里"})
    if edit(document, clean, act="reclassify", actor=actor, at=at) is not None and document.is_public:
        show_anew(document, at=at)
    return document
