"""听证: announced with how people are chosen, the list out before, materials in time, held, recorded (第十六条)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from disclosure.decisions import clocks
from disclosure.decisions.fields import HEARING, HELD, PEOPLE, POSTPONED, SERVED
from disclosure.decisions.models import Decision, Hearing
from disclosure.decisions.parts import HEARING as LABELS
from disclosure.decisions.parts import hearing_parts, plain
from disclosure.decisions.states import BEFORE, COMING, DRAFTERS, HearingState
from portal.accounts import rules
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.field_table import Field, checked
from portal.screening import services as screening
from portal.screening.locating import Part, locate
from portal.screening.models import Finding
from portal.workflow import edit, move, require_move, touch


def not_to_plan(decision: Decision, actor: Actor) -> str:
    """Why this actor may not prepare a hearing, in Chinese; empty when it is allowed."""
    if decision.state not in BEFORE[:1]:
        return "启动以后、集体讨论以前才举行听证会。"
    return "" if rules.holds(actor, DRAFTERS, decision.acting_organ_id) else "由经办人或者信息员准备听证会。"


def _clean(table: Mapping[str, Field], values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    clean = checked(table, values)
    texts = {name: value for name, value in clean.items() if isinstance(value, str)}
    screening.refuse_marks(plain(texts, LABELS), doing="准备听证会", actor=actor, at=at)
    return clean


def plan_hearing(decision: Decision, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Hearing:
    """Write the announcement; ``values`` has keys of ``HEARING``. Raises ``NotAllowed`` or ``InvalidInput``."""
    if why := not_to_plan(decision, actor):
        raise NotAllowed(why)
    clean = _clean(HEARING, {"topic": "", "held_at": None} | dict(values), actor=actor, at=at)
    if clean["held_at"] <= at:
        raise InvalidInput({"held_at": "听证会的时间要在以后"})
    with transaction.atomic():
        touch(decision)
        hearing = Hearing(decision=decision, **clean)
        hearing.save(force_insert=True)
        after = {"topic": hearing.topic, "held_at": hearing.held_at, "decision": decision.title}
        record(act="plan_hearing", subject=hearing, actor=actor, at=at, after=after)
        screening.screen(hearing, hearing_parts(hearing), at=at)
    return hearing


def _mine(hearing: Hearing, actor: Actor, states: Iterable[str], words: str) -> str:
    if hearing.state not in states:
        return words
    return "" if rules.holds(actor, DRAFTERS, hearing.acting_organ_id) else "由经办人或者信息员办理。"


def no_pen(hearing: Hearing, actor: Actor) -> str:
    return _mine(hearing, actor, (HearingState.DRAFT,), "公告以前才能修改；公告以后可以改期。")


def change_hearing(hearing: Hearing, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Hearing:
    """Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``."""
    if why := no_pen(hearing, actor):
        raise NotAllowed(why)
    _edit(hearing, _clean(HEARING, values, actor=actor, at=at), act="change", actor=actor, at=at)
    return hearing


@transaction.atomic
def _edit(hearing: Hearing, changes: Mapping[str, Any], *, act: str, actor: Actor, at: datetime) -> None:
    edit(hearing, changes, act=act, actor=actor, at=at)
    screening.screen(hearing, hearing_parts(hearing), at=at)


@transaction.atomic
def announce_hearing(hearing: Hearing, *, actor: Actor, at: datetime) -> Hearing:
    """When, where, how people are chosen and apply, for all to read. Raises ``Blocked``."""
    move(hearing, "announce", actor=actor, at=at, fields={"announced_at": at})
    clocks.start(hearing, actor=actor, at=at)
    return hearing


def not_to_name(hearing: Hearing, actor: Actor) -> str:
    return _mine(hearing, actor, (HearingState.DRAFT, HearingState.ANNOUNCED), "公布名单以前才能填参加人。")


def set_people(hearing: Hearing, *, people: str, actor: Actor, at: datetime) -> Hearing:
    """One line a person, name and whom they speak for; no numbers, no addresses. Raises ``InvalidInput``."""
    if why := not_to_name(hearing, actor):
        raise NotAllowed(why)
    _edit(hearing, _clean(PEOPLE, {"people": people}, actor=actor, at=at), act="set_people", actor=actor, at=at)
    return hearing


@transaction.atomic
def publish_list(hearing: Hearing, *, actor: Actor, at: datetime) -> Hearing:
    """S0-6.5: before the hearing. Raises ``Blocked``."""
    move(hearing, "publish_list", actor=actor, at=at, fields={"listed_at": at})
    return hearing


def not_to_serve(hearing: Hearing, actor: Actor) -> str:
    return _mine(hearing, actor, COMING, "公告以后、举行以前登记材料送达。")


@transaction.atomic
def serve_materials(hearing: Hearing, *, served_on: date | None, actor: Actor, at: datetime) -> Hearing:
    """S0-6.4: the day the last of them had the materials. One that is too late is on record, and the hearing has to be
    put off. Raises ``InvalidInput``."""
    if why := not_to_serve(hearing, actor):
        raise NotAllowed(why)
    clean = checked(SERVED, {"served_on": served_on})
    if clean["served_on"] > local(at).date():
        raise InvalidInput({"served_on": "这一天还没有到，请核对日期"})
    edit(hearing, clean, act="serve_materials", actor=actor, at=at)
    clocks.stop(hearing, actor=actor, at=at)
    return hearing


def not_to_postpone(hearing: Hearing, actor: Actor) -> str:
    return _mine(hearing, actor, COMING, "公告以后、举行以前才能改期。")


@transaction.atomic
def postpone(hearing: Hearing, *, held_at: datetime, reason: str, actor: Actor, at: datetime) -> Hearing:
    """To a later day; the page says the new one. Materials not yet served are due anew. Raises ``InvalidInput``."""
    if why := not_to_postpone(hearing, actor):
        raise NotAllowed(why)
    clean = checked(POSTPONED, {"held_at": held_at})
    if clean["held_at"] <= max(at, hearing.held_at):
        raise InvalidInput({"held_at": "改期要改到原来的时间以后"})
    edit(hearing, clean, act="postpone", actor=actor, at=at, reason=reason.strip())
    clocks.stop(hearing, actor=actor, at=at, outcome=Outcome.CANCELLED)
    if hearing.served_on is None:
        clocks.start(hearing, actor=actor, at=at)
    return hearing


def hold(hearing: Hearing, *, summary: str, outcome: str, actor: Actor, at: datetime) -> Hearing:
    """What was said and what became of it. Raises ``Blocked`` where materials came too late."""
    require_move(hearing, "hold", actor=actor)
    clean = _clean(HELD, {"summary": summary, "outcome": outcome}, actor=actor, at=at)
    if found := locate(plain(clean, LABELS)):
        raise InvalidInput({found[0].code: f"{found[0].where}里有{found[0].kind.label}，会公开，请改写"})
    with transaction.atomic():
        move(hearing, "hold", actor=actor, at=at, fields=clean)
        clocks.stop(hearing, actor=actor, at=at)
    return hearing


@transaction.atomic
def cancel_hearing(hearing: Hearing, *, reason: str, actor: Actor, at: datetime) -> Hearing:
    words = reason.strip()
    if locate([Part("reason", "原因", words)]):
        raise DomainError("原因会公开，里面有个人信息或者涉密内容，请改写。", field="reason")
    move(hearing, "cancel", actor=actor, at=at, reason=words, fields={"cancelled_reason": words})
    clocks.stop(hearing, actor=actor, at=at, outcome=Outcome.CANCELLED)
    return hearing


@transaction.atomic
def settle_hearing(
    hearing: Hearing, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str
) -> Hearing:
    """Decide about what the screening found. Raises as ``keep`` of the screening."""
    organ = hearing.organ.heir()
    screening.keep(hearing, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
    return hearing
