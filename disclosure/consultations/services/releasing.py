"""Opinions everybody may read: by consent, without personal data, looked at by a person; and those that are none."""

from datetime import datetime

from django.db import transaction

from disclosure.consultations.fields import FAULT, SHOWN
from disclosure.consultations.models import Opinion
from disclosure.consultations.states import DRAFTERS, OpinionState
from portal.accounts import rules
from portal.actors import Actor
from portal.errors import NotAllowed
from portal.field_table import checked
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.workflow import edit, move, require_move


def not_to_prepare(opinion: Opinion, actor: Actor) -> str:
    """Why this actor may not write what everybody would read, in Chinese; empty when it is allowed."""
    if opinion.state != OpinionState.VALID or not opinion.consents:
        return "提意见的人同意公开、还没有公开的，才整理公开的文字。"
    return "" if rules.holds(actor, DRAFTERS, opinion.acting_organ_id) else "由经办人或者信息员整理。"


def prepare(opinion: Opinion, *, shown_text: str, actor: Actor, at: datetime) -> Opinion:
    """The words everybody will read; the system has masked what it knows to be personal. Raises ``InvalidInput``."""
    if why := not_to_prepare(opinion, actor):
        raise NotAllowed(why)
    clean = checked(SHOWN, {"shown_text": shown_text})
    parts = [Part("shown_text", SHOWN["shown_text"].label, clean["shown_text"])]
    refuse_marks(parts, doing="整理公开的意见", actor=actor, at=at)
    edit(opinion, clean, act="prepare", actor=actor, at=at)
    return opinion


@transaction.atomic
def show(opinion: Opinion, *, actor: Actor, at: datetime) -> Opinion:
    """Raises ``Blocked`` with what is open."""
    move(opinion, "show", actor=actor, at=at)
    return opinion


@transaction.atomic
def hide(opinion: Opinion, *, reason: str, actor: Actor, at: datetime) -> Opinion:
    move(opinion, "hide", actor=actor, at=at, reason=reason)
    return opinion


def set_aside(opinion: Opinion, *, fault: str, reason: str, actor: Actor, at: datetime) -> Opinion:
    """No opinion: it counts nowhere, and its writer reads why. Raises ``InvalidInput``."""
    require_move(opinion, "set_aside", actor=actor)
    fields = checked(FAULT, {"fault": fault})
    with transaction.atomic():
        move(opinion, "set_aside", actor=actor, at=at, reason=reason, fields=fields, derived={"theme": None})
    return opinion
