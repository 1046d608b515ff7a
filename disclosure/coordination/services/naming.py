"""登记涉及的机关: which organs must be asked before a document is released, and who issues it together."""

from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.coordination.fields import CONCERN
from disclosure.coordination.models import Concern, Coordination
from disclosure.coordination.states import ASKERS, Part
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import OrganKind
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.workflow import touch


def require_before_release(document: Any, actor: Actor, *, doing: str) -> None:
    """Who asks for the publishing organ, while the document is not out. Raises ``NotAllowed`` or ``StaleState``."""
    if document.published_at is not None and document.taken_down_at is None:
        raise StaleState
    require(actor, ASKERS, document.responsible_organ, doing=doing)


@transaction.atomic
def name_organ(
    document: Any, *, organ: Organ, actor: Actor, at: datetime, part: str = Part.CONCERNED, note: str = ""
) -> Concern:
    """Put on record that the document concerns ``organ``, or that it issues it too (S0-1.6a, S2-6.6, law.md C12).

    The responsible organ is the lead of a joint document (Regulations art. 10). Raises ``InvalidInput``.
    """
    require_before_release(document, actor, doing="登记涉及的机关")
    clean = checked(CONCERN, {"part": part, "note": note})
    if fault := _fault(document, organ, at):
        raise InvalidInput({"organ": fault})
    touch(document)
    concern = Concern.objects.create(document=document, organ=organ, **clean)
    record(act="name_organ", subject=document, actor=actor, at=at, after={"name": str(concern)}, reason=clean["note"])
    return concern


def _fault(document: Any, organ: Organ, at: datetime) -> str:
    if organ.pk == document.responsible_organ.pk:
        return "这是公开责任单位自己，不用征求自己的意见"
    if not organ.is_active(local(at).date()):
        return f"{organ}已经撤销，请选职责承接机关"
    if organ.kind == OrganKind.OUTSIDE:
        return f"{organ}不在本平台办理，请书面征求意见，把复函作为附件说明"
    if document.concerns.filter(organ=organ).exists():
        return f"已经登记过{organ.short_name}了"
    return ""


@transaction.atomic
def unname_organ(document: Any, *, concern: Concern, reason: str, actor: Actor, at: datetime) -> None:
    """The document does not concern the organ after all. Not possible once it was asked: it has a say now."""
    require_before_release(document, actor, doing="登记涉及的机关")
    asked = Coordination.objects.standing().filter(document=document, inquiries__organ=concern.organ_id)
    if asked.exists():
        raise InvalidInput({"concern": "已经书面征求过这个机关的意见，不能删；要先作废这一轮征求意见"})
    if not reason.strip():
        raise InvalidInput({"reason": "请写明为什么不涉及这个机关"})
    touch(document)
    why = reason.strip()
    record(act="unname_organ", subject=document, actor=actor, at=at, after={"name": str(concern)}, reason=why)
    concern.delete()


def copy_concerns(original: Any, draft: Any) -> None:
    """What a document concerns, a draft made of it concerns too; each organ is asked about the new text."""
    Concern.objects.bulk_create(
        Concern(document=draft, organ=row.organ, part=row.part, note=row.note)
        for row in original.concerns.select_related("organ").order_by("pk")
    )
