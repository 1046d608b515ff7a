"""What was entered put right: the facts, the level, the moment it became known. Clocks follow, with events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts.rules import require
from portal.actors import Actor
from portal.clock import local
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.screening.services import refuse_marks
from portal.workflow import edit
from sentiment.tickets import clocks, fields, rules
from sentiment.tickets.codes import MAJOR_LEVELS, Level
from sentiment.tickets.models import Ticket
from sentiment.tickets.services.telling import tell_responsible
from sentiment.tickets.states import CORRECTORS, DECIDERS, JUDGES

TEXTS = ("title", "facts", "links", "source", "source_note", "kind", "livelihood", "campaign")
"""What can be changed without asking anew who answers."""


def change(ticket: Ticket, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Ticket:
    """Change what was entered of facts and kinds. Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``."""
    require(actor, JUDGES, ticket.organ, doing="修改登记内容")
    if not ticket.is_running:
        raise StaleState
    clean = checked({name: fields.REGISTER[name] for name in TEXTS}, values)
    refuse_marks(fields.parts(clean, fields.REGISTER), doing="修改舆情", actor=actor, at=at)
    edit(ticket, clean, act="change", actor=actor, at=at)
    return ticket


@transaction.atomic
def set_level(ticket: Ticket, *, level: str, reason: str, actor: Actor, at: datetime) -> Ticket:
    """Raise or lower the level; an approval lapses when it rises. Lowering 重大 and above takes a superior, so that
    nobody buys time that way.

    Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``.
    """
    require(actor, (*JUDGES, *DECIDERS), ticket.organ, doing="调整级别")
    if not ticket.is_running:
        raise StaleState
    if level not in Level.values or level == ticket.level:
        raise InvalidInput({"level": "请选一个和现在不同的级别"})
    if not reason.strip():
        raise InvalidInput({"reason": "请写明为什么调整"})
    require_may_lower(ticket, level, actor)
    changes: dict[str, Any] = {"level": level, "leader": rules.leader_of(level)}
    if is_graver(level, ticket.level):
        changes |= {"approved_at": None, "approver_name": ""}
    edit(ticket, changes, act="set_level", actor=actor, at=at, reason=reason.strip())
    clocks.reset(ticket, why=f"级别调整为{Level(level).label}", actor=actor, at=at)
    tell_responsible(ticket, f"舆情级别调整为{Level(level).label}", at=at)
    return ticket


def is_graver(level: str, than: str) -> bool:
    return Level.values.index(level) < Level.values.index(than)


def require_may_lower(ticket: Ticket, level: str, actor: Actor) -> None:
    """Raises ``NotAllowed`` for whoever may not take a grave matter out of the five and twenty-four hours."""
    if ticket.is_major and level not in MAJOR_LEVELS:
        require(actor, DECIDERS, ticket.organ, doing="下调重大以上舆情的级别")


@transaction.atomic
def correct_known_at(ticket: Ticket, *, known_at: datetime, reason: str, actor: Actor, at: datetime) -> Ticket:
    """Put the moment right from which all hours count; the trail keeps who, why, old and new.

    Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``.
    """
    require(actor, CORRECTORS, ticket.organ, doing="更正知悉时间")
    if not ticket.is_running:
        raise StaleState
    faults = fields.moment_faults(known_at, ticket.happened_at, at=at)
    if ticket.responded_at and known_at > ticket.responded_at:
        faults["known_at"] = "知悉时间不能晚于已经发布的回应"
    if known_at == ticket.known_at:
        faults["known_at"] = "和现在登记的一样"
    if not reason.strip():
        faults["reason"] = "请写明为什么更正"
    if faults:
        raise InvalidInput(faults)
    was = f"{local(ticket.known_at):%m-%d %H:%M}"
    edit(ticket, {"known_at": known_at}, act="correct_known_at", actor=actor, at=at, reason=reason.strip())
    clocks.reset(ticket, why=f"知悉时间由{was}更正：{reason.strip()}"[:300], actor=actor, at=at)
    return ticket
