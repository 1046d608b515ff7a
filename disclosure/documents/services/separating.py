"""审核区分处理: somebody looks at what was cut out before the rest is released; a state secret needs the 保密部门."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.coordination.gates import essence_of
from disclosure.documents import parts
from disclosure.documents.models import Document
from disclosure.documents.states import SEPARATION_STATES
from portal.actors import Actor
from portal.errors import DomainError, NotAllowed, StaleState
from portal.screening import services as screening
from portal.screening.locating import Part
from portal.screening.models import Separation
from portal.workflow import touch


def confirm_separation(document: Document, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Separation:
    """Enter what was found about the content cut out of the document (S2-6.10b); ``values`` as ``SEPARATION`` of the
    screening. Holds for the text and the files as they are now.

    Raises ``NotAllowed``, ``StaleState``, ``InvalidInput``, or ``DomainError`` when nothing was cut.
    """
    typed = [Part(name, screening.SEPARATION[name].label, str(values.get(name) or "")) for name in ("basis", "opinion")]
    screening.refuse_marks(typed, doing="审核区分处理", actor=actor, at=at)
    return _confirmed(document, values, actor, at)


@transaction.atomic
def _confirmed(document: Document, values: Mapping[str, Any], actor: Actor, at: datetime) -> Separation:
    organ = document.responsible_organ
    if document.state not in SEPARATION_STATES:
        raise StaleState
    if not parts.is_separated(document):
        raise DomainError("这件公文没有区分处理的内容。")
    if actor.id is not None and actor.id in parts.who_cut(document):
        raise NotAllowed("自己拟的稿、自己做的副本，不能由自己审核区分处理。")
    covers = essence_of(document)
    row = screening.confirm_separation(document, covers=covers, values=values, organ=organ, actor=actor, at=at)
    touch(document)
    return row
