"""认定不在这里征求意见: a named ground with its basis, by somebody who did not draft the document."""

from datetime import datetime

from django.db import IntegrityError, transaction

from disclosure.decisions.codes import Ground
from disclosure.decisions.fields import WAIVER
from disclosure.decisions.models import Waiver
from disclosure.decisions.states import APPROVERS
from disclosure.documents.models import Document
from portal.accounts import rules
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import checked
from portal.screening.locating import Part, locate
from portal.screening.services import refuse_marks


def not_to_waive(document: Document, actor: Actor) -> str:
    """Why this actor may not find so, in Chinese; empty when it is allowed."""
    if document.published_at is not None:
        return "发布以前才能认定。"
    if actor.id is None or not rules.holds(actor, APPROVERS, document.responsible_organ.pk):
        return "由责任单位的签发人或者主要负责人认定。"
    return "自己起草的，不能由自己认定。" if actor.id == document.drafter_id else ""


def waive(*, document: Document, ground: str, basis: str, address: str = "", actor: Actor, at: datetime) -> Waiver:
    """Let a document go out without a consultation here, for a reason everybody reads on its page. ``address`` is where
    the public was asked instead.

    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    if (why := not_to_waive(document, actor)) or actor.id is None:
        raise NotAllowed(why)
    clean = checked(WAIVER, {"ground": ground, "basis": basis, "address": address})
    if (clean["ground"] == Ground.ELSEWHERE) != bool(clean["address"]):
        raise InvalidInput({"address": "在别处征求过意见的，写明网址；其他情形不填"})
    parts = [Part("basis", WAIVER["basis"].label, clean["basis"])]
    refuse_marks(parts, doing="认定不征求意见", actor=actor, at=at)
    if found := locate(parts):
        raise InvalidInput({"basis": f"依据里有{found[0].kind.label}，会公开，请改写"})
    try:
        with transaction.atomic():
            row = Waiver(document=document, decided_by_id=actor.id, decided_by_name=actor.name, decided_at=at, **clean)
            row.save(force_insert=True)
            record(act="waive", subject=row, actor=actor, at=at, after={"document": document.title, **clean})
    except IntegrityError:
        raise InvalidInput({"document": "这份文件已经认定过"}) from None
    return row
