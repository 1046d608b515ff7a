"""公开: words written anew without personal data, screened, released by a second person, taken down with a reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts import rules
from portal.actors import Actor
from portal.errors import DomainError, NotAllowed
from portal.field_table import checked
from portal.screening import services as screening
from portal.screening.locating import Part
from portal.screening.models import Finding
from portal.search import services as search
from portal.workflow import edit, move
from sentiment.mailbox.fields import PUBLIC
from sentiment.mailbox.gates import may_be_public
from sentiment.mailbox.models import Message
from sentiment.mailbox.parts import parts_of
from sentiment.mailbox.states import DRAFTERS, State


def not_to_prepare(message: Message, actor: Actor) -> str:
    """Why this actor may not write the public words, in Chinese; empty when it is allowed."""
    if message.state != State.ANSWERED:
        return "答复以后、公开以前才能整理。"
    if not may_be_public(message):
        return "留言人不同意公开，或者这一类不公开。"
    return "" if rules.holds(actor, DRAFTERS, message.acting_organ_id) else "由承办机关经办人或者信息员整理。"


def prepare(message: Message, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Message:
    """Write what everybody will read; ``values`` has the keys of ``PUBLIC``.

    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    if why := not_to_prepare(message, actor):
        raise NotAllowed(why)
    clean = checked(PUBLIC, values)
    parts = [Part(part.code, part.where, clean.get(part.code, part.text)) for part in parts_of(message)]
    screening.refuse_marks(parts, doing="整理公开的留言", actor=actor, at=at)
    with transaction.atomic():
        edit(message, clean, act="prepare", actor=actor, at=at, derived={"editor_id": actor.id})
        screening.screen(message, parts, at=at)
    return message


@transaction.atomic
def settle_findings(
    message: Message, *, findings: Iterable[Finding], decision: str, reason: str, actor: Actor, at: datetime
) -> None:
    """Decide about what the screening found; masking is done by writing anew. Raises as ``keep`` of the screening."""
    if message.state != State.ANSWERED:
        raise NotAllowed("公开以前才能处理筛查结果。")
    organ = message.organ.heir()
    screening.keep(message, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)


@transaction.atomic
def publish(message: Message, *, actor: Actor, at: datetime) -> Message:
    """Everybody may read it from now on. Raises ``NotAllowed`` for whoever wrote it, ``Blocked`` with what is open."""
    move(message, "publish", actor=actor, at=at, fields={"published_at": at})
    search.queue(message)
    return message


@transaction.atomic
def keep_private(message: Message, *, reason: str, actor: Actor, at: datetime) -> Message:
    """Answered, and of no use or of harm to others: it is not published, and the reason stays on record."""
    move(message, "keep_private", actor=actor, at=at, reason=reason)
    return message


@transaction.atomic
def take_down(message: Message, *, reason: str, actor: Actor, at: datetime) -> Message:
    """The page says since when and why (410); the words are gone from everywhere else."""
    words = reason.strip()
    if marks := screening.marks_in(words):
        raise DomainError(f"原因里有{marks}处密级标志，不能公开。", field="reason")
    fields = {"taken_down_at": at, "taken_down_reason": words}
    move(message, "take_down", actor=actor, at=at, reason=words, fields=fields)
    search.queue(message)
    return message
