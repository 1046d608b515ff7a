"""受理, 转办, 改类别, 督办."""

from datetime import datetime

from django.db import transaction

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.field_table import checked
from portal.workflow import edit, move, require_move, touch
from sentiment.mailbox import clocks
from sentiment.mailbox.fields import KIND
from sentiment.mailbox.models import Message
from sentiment.mailbox.selectors import NOT_ADDRESSED
from sentiment.mailbox.services.telling import tell_organ
from sentiment.mailbox.states import OPEN, RECEIVERS, ROUTERS

_RECLASSIFIABLE = OPEN[:2]


@transaction.atomic
def accept(message: Message, *, actor: Actor, at: datetime) -> Message:
    """The organ takes the letter on; the clock has been running since it was received."""
    move(message, "accept", actor=actor, at=at, fields={"accepted_at": at})
    return message


@transaction.atomic
def hand_over(message: Message, *, organ: Organ, reason: str, actor: Actor, at: datetime) -> Message:
    """Pass it on to the organ it concerns. The dates the citizen was told stay what they are.

    Raises ``NotAllowed`` after two rounds for everybody but 政务公开办, or ``InvalidInput``.
    """
    require_move(message, "hand_over", actor=actor)
    if organ.pk == message.organ_id:
        raise InvalidInput({"organ": "已经在这个机关"})
    if organ.kind in NOT_ADDRESSED or not organ.is_active(local(at).date()):
        raise InvalidInput({"organ": "不能转给这个机关，请另选一个"})
    fields = {"organ": organ, "hand_overs": message.hand_overs + 1, "accepted_at": None}
    move(message, "hand_over", actor=actor, at=at, reason=reason, fields=fields)
    clocks.hand_over(message, to=organ, actor=actor, at=at, evidence=reason)
    tell_organ(message, "转来一封群众留言", *RECEIVERS, at=at)
    return message


def not_to_reclassify(message: Message, actor: Actor) -> str:
    """Why this actor may not change the kind, in Chinese; empty when it is allowed."""
    if message.state not in _RECLASSIFIABLE:
        return "答复以前才能改类别。"
    return "" if rules.holds(actor, ROUTERS, message.acting_organ_id) else "改类别要由承办机关或者政务公开办办理。"


@transaction.atomic
def reclassify(message: Message, *, kind: str, reason: str, actor: Actor, at: datetime) -> Message:
    """The writer chose a kind that does not fit: its limit counts from the day of receipt all the same."""
    if why := not_to_reclassify(message, actor):
        raise NotAllowed(why)
    changed = checked(KIND, {"kind": kind})
    if not reason.strip():
        raise DomainError("改类别要写明理由。", field="reason")
    before = message.reply_rule
    if edit(message, changed, act="reclassify", actor=actor, at=at, reason=reason.strip()) is None:
        raise InvalidInput({"kind": "已经是这个类别"})
    if message.reply_rule != before:
        clocks.stop_answer(message, actor=actor, at=at, outcome=Outcome.SUPERSEDED)
        clocks.start_answer(message, actor=actor, at=at)
    return message


def not_to_urge(message: Message, actor: Actor) -> str:
    if message.state not in OPEN:
        return "已经办结，不用督办。"
    return "" if actor.holds_anywhere(Role.OVERSIGHT) else "督办由政务公开办办理。"


@transaction.atomic
def urge(message: Message, *, reason: str, actor: Actor, at: datetime) -> Message:
    """政务公开办 tells the organ, up to its head, to answer."""
    if why := not_to_urge(message, actor):
        raise NotAllowed(why)
    if not reason.strip():
        raise DomainError("督办要写明要求。", field="reason")
    touch(message, {"urged_at": at})
    record(act="urge", subject=message, actor=actor, at=at, reason=reason.strip())
    tell_organ(message, "政务公开办督办群众留言", *RECEIVERS, Role.SIGNER, Role.HEAD, at=at)
    return message
