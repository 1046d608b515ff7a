"""拟定方案, 报批, 批准, 公告, 取消."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.sessions.fields import EMPTY_PLAN, PLAN
from disclosure.sessions.models import Session
from disclosure.sessions.parts import PLAN as SHOWN
from disclosure.sessions.parts import parts_of
from disclosure.sessions.services.telling import tell_organ, tell_seated
from disclosure.sessions.states import ANNOUNCERS, APPROVERS, PLANNERS, State
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.screening import services as screening
from portal.screening.locating import Part
from portal.search import services as search
from portal.workflow import edit, move, require_move


def _clean(values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    clean = checked(PLAN, EMPTY_PLAN | dict(values))
    closes = clean["registers_until"]
    if closes and closes > clean["starts_at"]:
        raise InvalidInput({"registers_until": "报名要在召开以前截止"})
    parts = [Part(name, label, clean[name]) for name, label in SHOWN.items()]
    screening.refuse_marks(parts, doing="拟定会议方案", actor=actor, at=at)
    return clean


def plan(*, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime) -> Session:
    """Begin one; ``values`` has the keys of ``PLAN``. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, PLANNERS, organ, doing="拟定会议方案")
    clean = _clean(values, actor=actor, at=at)
    with transaction.atomic():
        session = Session(organ=organ, planner_id=actor.id, **clean)
        session.save(force_insert=True)
        record(act="plan", subject=session, actor=actor, at=at, after=clean)
        screening.screen(session, parts_of(session), at=at)
    return session


def no_plan(session: Session, actor: Actor) -> str:
    """Why this actor may not write the plan now, in Chinese; empty when it is allowed."""
    if session.state != State.PLANNED:
        return "拟定方案的时候才能修改；批准以后要改，先退回。"
    return "" if rules.holds(actor, PLANNERS, session.acting_organ_id) else "由召开会议的机关办理。"


def change(session: Session, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Session:
    """Put a plan right. Raises as ``plan``."""
    if session.state != State.PLANNED:
        raise StaleState
    if why := no_plan(session, actor):
        raise NotAllowed(why)
    clean = _clean(values, actor=actor, at=at)
    with transaction.atomic():
        edit(session, clean, act="change", actor=actor, at=at, derived={"planner_id": actor.id})
        screening.screen(session, parts_of(session), at=at)
    return session


@transaction.atomic
def submit(session: Session, *, actor: Actor, at: datetime) -> Session:
    """The plan and the proposals of its items go up together (S3-2.1g). Raises ``Blocked``."""
    move(session, "submit", actor=actor, at=at)
    tell_organ(session, "有一份会议方案待批准", *APPROVERS, at=at)
    return session


@transaction.atomic
def approve(session: Session, *, actor: Actor, at: datetime) -> Session:
    """Plan and proposals by another person. Raises ``NotAllowed`` for whoever planned it, ``Blocked``."""
    move(session, "approve", actor=actor, at=at, fields={"approved_at": at})
    if session.invites_anybody() or session.is_open_to_public():
        tell_organ(session, "会议方案已经批准，请公告", *ANNOUNCERS, at=at)
    return session


@transaction.atomic
def send_back(session: Session, *, reason: str, actor: Actor, at: datetime) -> Session:
    move(session, "send_back", actor=actor, at=at, reason=reason, fields={"approved_at": None})
    tell_organ(session, "会议方案被退回", *PLANNERS, at=at)
    return session


@transaction.atomic
def announce(session: Session, *, actor: Actor, at: datetime) -> Session:
    """Everybody reads when and where, which items are open, and registers where the plan invites the public."""
    move(session, "announce", actor=actor, at=at, fields={"announced_at": at})
    search.queue(session)
    return session


@transaction.atomic
def cancel(session: Session, *, reason: str, actor: Actor, at: datetime) -> Session:
    """The page of one that was announced says why; who was to come is told."""
    require_move(session, "cancel", actor=actor)
    words = reason.strip()
    if screening.marks_in(words):
        raise DomainError("原因里有密级标志，不能公开。", field="reason")
    fields = {"cancelled_reason": words, "ended_at": at}
    move(session, "cancel", actor=actor, at=at, reason=words, fields=fields)
    tell_seated(session, at=at)
    search.queue(session)
    return session
