"""发布: with the document on its day, later within the limit, or before it as 吹风; and off the page again."""

from datetime import datetime

from django.db import models, transaction

from disclosure.documents.models import Document
from interpretation.materials.codes import Stage
from interpretation.materials.models import Material
from interpretation.materials.services import clocks
from interpretation.materials.states import MaterialState
from portal import typed_text
from portal.actors import SYSTEM, Actor
from portal.clock import local
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput
from portal.screening.masks import redacted
from portal.search.services import queue
from portal.workflow import move

REASON_LENGTH = 500


@transaction.atomic
def publish(material: Material, *, actor: Actor, at: datetime, reason: str = "") -> Material:
    """Show it; the clocks stop, and whether it was late follows from them. Raises ``Blocked``."""
    move(material, "publish", actor=actor, at=at, reason=reason, fields={"published_at": at})
    is_late = clocks.stop(material, actor=actor, at=at)
    if is_late:
        Material.objects.filter(pk=material.pk).update(is_late=True)
        material.is_late = True
    queue(material)
    return material


@transaction.atomic
def withdraw(material: Material, *, reason: str, actor: Actor, at: datetime) -> Material:
    """Take it down; its page keeps the reason."""
    words = typed_text.paragraphs(reason)
    if fault := typed_text.fault(words, label="理由", at_most=REASON_LENGTH):
        raise InvalidInput({"reason": fault})
    if redacted(words) != words:
        raise InvalidInput({"reason": "理由会公开，里面不能有证件号码、手机号、住址这些个人信息"})
    down = {"taken_down_at": at, "taken_down_reason": words}
    move(material, "withdraw", actor=actor, at=at, reason=words, fields=down)
    queue(material)
    return material


def start_printed(document: Document, *, actor: Actor, at: datetime) -> None:
    """The document was printed: the first clock runs (S0-2.7.4b)."""
    if document.printed_on is None or document.printed_on > local(at).date():
        return
    for material in _going_along(document).exclude(state=MaterialState.PUBLISHED):
        clocks.start(material, clocks.PRINTED, on=document.printed_on, actor=actor, at=at)


def go_out_with(document: Document, *, actor: Actor, at: datetime) -> None:
    """The document went online: what is approved goes out in the same moment, for the rest the clock runs (S2-4.5b)."""
    start_printed(document, actor=actor, at=at)
    for material in _going_along(document).exclude(state=MaterialState.PUBLISHED):
        material.document = document
        clocks.start(material, clocks.ONLINE, on=local(at).date(), actor=actor, at=at)
        if material.state == MaterialState.APPROVED:
            publish(material, actor=SYSTEM, at=at, reason="与文件同步发布")


def reindex(document: Document, *, actor: Actor, at: datetime) -> None:
    """The document went up or down: search looks at its explanations anew; without it no clock has a reason."""
    for material in Material.objects.filter(document=document).select_related("organ"):
        if not document.is_public:
            clocks.stop(material, actor=actor, at=at, outcome=Outcome.CANCELLED)
        queue(material)


def _going_along(document: Document) -> "models.QuerySet[Material]":
    rows = Material.objects.living().filter(document=document, stage=Stage.ALONG)
    return rows.select_related("organ", "document").order_by("number")
