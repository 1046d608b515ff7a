"""议题: what is talked about, with the three proposals of the plan."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from disclosure.sessions.codes import Openness
from disclosure.sessions.fields import EMPTY_ITEM, ITEM
from disclosure.sessions.models import AgendaItem, Session
from disclosure.sessions.parts import ITEM as SHOWN
from disclosure.sessions.parts import parts_of
from disclosure.sessions.services.planning import no_plan
from disclosure.sessions.states import State
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.screening import services as screening
from portal.screening.locating import Part
from portal.workflow import touch

ITEMS_AT_MOST = 50


def not_to_change(item: AgendaItem, actor: Actor) -> str:
    return no_plan(item.session, actor)


def _clean(values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    clean = checked(ITEM, EMPTY_ITEM | dict(values))
    faults = {}
    if bool(clean["invites"]) != bool(clean["invited_kinds"]):
        faults["invited_kinds"] = "请选择邀请哪些人" if clean["invites"] else "不邀请列席的，不选邀请哪些人"
    if clean["openness"] == Openness.CLOSED:
        if not clean["closed_reason"]:
            faults["closed_reason"] = "不公开的，写明理由"
        if clean["open_forms"]:
            faults["open_forms"] = "不公开的，不选公开方式"
    elif clean["openness"] and not clean["open_forms"]:
        faults["open_forms"] = "请选择公开方式"
    if clean["adoption_statement"] and not (clean["was_consulted"] or clean["consultation"]):
        faults["adoption_statement"] = "没有公开征求过意见的，不写这一项"
    if faults:
        raise InvalidInput(faults)
    parts = [Part(name, label, clean[name]) for name, label in SHOWN.items() if name in clean]
    screening.refuse_marks(parts, doing="编议题", actor=actor, at=at)
    return clean


def add_item(session: Session, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> AgendaItem:
    """The next item; ``values`` has the keys of ``ITEM``. Raises ``NotAllowed``, ``StaleState``, ``InvalidInput``."""
    _require_plan(session, actor)
    clean = _clean(values, actor=actor, at=at)
    if session.items.count() >= ITEMS_AT_MOST:
        raise InvalidInput({"title": f"一次会议最多{ITEMS_AT_MOST}项议题"})
    with transaction.atomic():
        touch(session, {"planner_id": actor.id})
        last = session.items.aggregate(last=Max("position"))["last"] or 0
        item = AgendaItem(session=session, position=last + 1, **clean)
        item.save(force_insert=True)
        record(act="add_item", subject=item, actor=actor, at=at, after=_told(clean))
        screening.screen(session, parts_of(session), at=at)
    return item


def change_item(item: AgendaItem, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> AgendaItem:
    session = item.session
    _require_plan(session, actor)
    clean = _clean(values, actor=actor, at=at)
    changed = {name: value for name, value in clean.items() if getattr(item, name) != value}
    if not changed:
        return item
    before = {name: getattr(item, name) for name in changed}
    with transaction.atomic():
        touch(session, {"planner_id": actor.id})
        for name, value in changed.items():
            setattr(item, name, value)
        item.save(update_fields=list(changed))
        record(act="change_item", subject=item, actor=actor, at=at, before=_told(before), after=_told(changed))
        screening.screen(session, parts_of(session), at=at)
    return item


@transaction.atomic
def remove_item(session: Session, *, item: AgendaItem, actor: Actor, at: datetime) -> Session:
    """Take an item off the plan; those behind it move up."""
    _require_plan(session, actor)
    if item.session_id != session.pk:
        raise InvalidInput({"item": "这项议题不在这次会议里"})
    touch(session, {"planner_id": actor.id})
    record(act="remove_item", subject=session, actor=actor, at=at, before={"title": item.title})
    item.delete()
    for place, row in enumerate(session.items.order_by("position"), 1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])
    screening.screen(session, parts_of(session), at=at)
    return session


def _require_plan(session: Session, actor: Actor) -> None:
    if session.state != State.PLANNED:
        raise StaleState
    if why := no_plan(session, actor):
        raise NotAllowed(why)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the trail keeps it."""
    return {
        name: str(value) if name in ("document", "consultation") and value else value for name, value in values.items()
    }
