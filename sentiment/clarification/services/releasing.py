"""发布, 登记渠道, 评估, 撤下."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts import rules
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.field_table import checked
from portal.screening.services import marks_in
from portal.search import services as search
from portal.workflow import move, require_move, touch
from sentiment.clarification.fields import EVALUATION, RELEASE
from sentiment.clarification.models import Clarification, ClarificationRelease
from sentiment.clarification.states import PUBLIC, PUBLISHERS


@transaction.atomic
def publish(row: Clarification, *, actor: Actor, at: datetime) -> Clarification:
    """Everybody may read it from now on. Raises ``Blocked`` with the approvals that lack."""
    move(row, "publish", actor=actor, at=at, fields={"published_at": at})
    search.queue(row)
    return row


def not_to_note(row: Clarification, actor: Actor) -> str:
    if row.state not in PUBLIC:
        return "发布以后才能登记渠道。"
    return "" if rules.holds(actor, PUBLISHERS, row.acting_organ_id) else "由发布的人登记。"


@transaction.atomic
def note_release(row: Clarification, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> ClarificationRelease:
    """Where it was told as well, and when (S2-8.4b). Raises ``NotAllowed`` or ``InvalidInput``."""
    if why := not_to_note(row, actor):
        raise NotAllowed(why)
    clean = checked(RELEASE, {"link": ""} | dict(values))
    if clean["released_at"] > at:
        raise InvalidInput({"released_at": "发布时间不能晚于现在"})
    touch(row)
    entry = ClarificationRelease(clarification=row, person_name=actor.name, **clean)
    entry.save(force_insert=True)
    record(act="note_release", subject=row, actor=actor, at=at, after=clean)
    return entry


@transaction.atomic
def evaluate(row: Clarification, *, effect: str, effect_note: str, actor: Actor, at: datetime) -> Clarification:
    """What came of it. Raises ``Blocked`` while a chosen channel has no entry."""
    require_move(row, "evaluate", actor=actor)
    fields = checked(EVALUATION, {"effect": effect, "effect_note": effect_note})
    move(row, "evaluate", actor=actor, at=at, fields=fields)
    return row


@transaction.atomic
def take_down(row: Clarification, *, reason: str, actor: Actor, at: datetime) -> Clarification:
    """The page says since when and why (410)."""
    words = reason.strip()
    if marks := marks_in(words):
        raise DomainError(f"原因里有{marks}处密级标志，不能公开。", field="reason")
    fields = {"taken_down_at": at, "taken_down_reason": words}
    move(row, "take_down", actor=actor, at=at, reason=words, fields=fields)
    search.queue(row)
    return row
