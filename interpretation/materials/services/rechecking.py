"""The text of the document changed after its explanation was approved: that was for another text (S0-2.7.0b)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.coordination.gates import essence_of
from disclosure.documents.models import Document
from interpretation.materials.codes import Stage
from interpretation.materials.models import Material
from interpretation.materials.services.writing import similarity, tell_material
from interpretation.materials.states import UNDER_WAY, WRITERS, MaterialState
from portal.accounts.states import Role
from portal.actors import SYSTEM, Actor
from portal.workflow import move, touch

_CHANGED = "文件正文在解读审定以后改过，要对照改动以后的文件再看一遍"
UNDONE: Mapping[str, Any] = {"approved_at": None, "legality_at": None, "signed_off_at": None}
CLEARED: Mapping[str, Any] = {"approver_id": None, "legality_organ": "", "legality_opinion": "", "signed_off_by": ""}
"""What no longer holds when an explanation goes back."""
_LAPSING = frozenset({MaterialState.LEGALITY, MaterialState.APPROVED})


def essence_now(material: Material) -> str:
    """Digest of the document as it stands; its row is held, so that a change cannot pass the approval unseen."""
    return essence_of(Document.objects.select_for_update().get(pk=material.document_id))


def look_again(document: Document, *, at: datetime) -> None:
    """To be called after every change of the document's text or files.

    What was approved goes back to the head of the organ, what is out waits to be checked. A change of layout is none;
    吹风 that is out speaks of a text still to come, and stays.
    """
    rows = Material.objects.living().filter(document=document).select_related("organ").order_by("number")
    now = essence_of(document) if rows else ""
    for material in rows:
        material.document = document
        _measure(material)
        if material.state in UNDER_WAY - _LAPSING or material.essence == now:
            continue
        if material.state in _LAPSING:
            _lapse(material, at)
        elif material.recheck_at is None and material.stage != Stage.BEFORE:
            _ask(material, at)


def _measure(material: Material) -> None:
    """How much is copied depends on both texts."""
    percent = similarity(material)
    if percent != material.similarity:
        touch(material, {"similarity": percent})


def _lapse(material: Material, at: datetime) -> None:
    move(material, "lapse", actor=SYSTEM, at=at, reason=_CHANGED, fields={**UNDONE, "recheck_at": at}, derived=CLEARED)
    tell_material(material, "文件改过，有一份政策解读要重新审定", Role.HEAD, *WRITERS, at=at)


def _ask(material: Material, at: datetime) -> None:
    move(material, "recheck", actor=SYSTEM, at=at, reason=_CHANGED, fields={"recheck_at": at})
    tell_material(material, "文件改过，有一份已经发布的政策解读要核对", Role.HEAD, *WRITERS, at=at)


@transaction.atomic
def confirm(material: Material, *, reason: str, actor: Actor, at: datetime) -> Material:
    """The head compared it with the changed text: it still holds. What does not is taken down and written anew."""
    derived = {"essence": essence_now(material)}
    move(material, "confirm", actor=actor, at=at, reason=reason, fields={"recheck_at": None}, derived=derived)
    return material
