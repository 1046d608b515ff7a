"""列席: registration by a form without account, invitation, the choice among those who registered, who came."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.sessions.codes import Source
from disclosure.sessions.fields import INVITATION, REGISTRATION
from disclosure.sessions.models import AgendaItem, Observer, Session
from disclosure.sessions.services.telling import tell_observer
from disclosure.sessions.states import AHEAD, PLANNERS
from portal.accounts import rules
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.receipts import codes
from portal.receipts.session import RECEIPT_SECONDS
from portal.screening.locating import Part
from portal.screening.services import marks_in, refuse_marks
from portal.workflow import move

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="报名列席的人")
Moment = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Sent:
    """``code`` is the query code, shown now and never again; empty when the form was sent long ago."""

    observer: Observer
    code: str


class RegistrationOver(DomainError):
    """The end has passed, or nobody is asked to register."""

    def __init__(self) -> None:
        super().__init__("报名已经截止，按服务器的时间不能再提交。")


class AlreadySent(DomainError):
    """The form was sent before with other words."""

    def __init__(self, number: str) -> None:
        super().__init__(f"这份表已经提交过，编号{number}。填错了的，凭编号和查询码撤回以后重新报名。")


def register(
    session: Session, *, values: Mapping[str, Any], token: str, actor: Actor, moment: Moment, item: int | None = None
) -> Sent:
    """``values`` has the keys of ``REGISTRATION``, ``item`` is the number of the item somebody wants to hear.

    Taken by the time of the server, asked while the meeting is locked (docs/decisions/0080). The same ``token`` with
    the same words gives the registration there is. Raises ``InvalidInput``, ``RegistrationOver`` or ``AlreadySent``.
    Not to be called inside a transaction.
    """
    token = token if len(token) == codes.TOKEN_LENGTH else codes.new_token()
    content = codes.keyed_digest(json.dumps([session.pk, item, dict(values)], sort_keys=True))
    if known := _known(token, content, at=moment()):
        return known
    clean = checked(REGISTRATION, dict.fromkeys(REGISTRATION, "") | dict(values))
    refuse_marks([Part("reason", "和议题的关系", clean["reason"])], doing="报名列席", actor=actor, at=moment())
    digests = {"token_digest": codes.token_digest(token), "content_digest": content}
    try:
        with transaction.atomic():
            return _store(session, clean, item, digests, code=codes.code_from(token), actor=actor, moment=moment)
    except IntegrityError:
        if known := _known(token, content, at=moment()):
            return known
        raise


def _known(token: str, content: str, *, at: datetime) -> Sent | None:
    found = Observer.objects.select_related("session").filter(token_digest=codes.token_digest(token)).first()
    if found is None:
        return None
    if found.content_digest != content:
        raise AlreadySent(found.number)
    fresh = at < found.received_at + timedelta(seconds=RECEIPT_SECONDS)
    code = codes.code_from(token)
    return Sent(found, code if fresh and codes.fits(found.code_hash, found.number, code) else "")


def _store(
    session: Session,
    clean: Mapping[str, Any],
    item: int | None,
    digests: Mapping[str, str],
    *,
    code: str,
    actor: Actor,
    moment: Moment,
) -> Sent:
    locked = Session.objects.select_for_update().get(pk=session.pk)
    at = moment()
    if not locked.takes_registrations(at):
        raise RegistrationOver
    if clean["kind"] not in locked.invited_kinds():
        raise InvalidInput({"kind": "这次会议没有邀请这类人"})
    observer = Observer(
        session=locked,
        item=_item_of(locked, item),
        source=Source.REGISTERED,
        number=_next_number(locked),
        received_at=at,
        **clean,
        **digests,
    )
    observer.code_hash = codes.code_digest(observer.number, code)
    observer.save(force_insert=True)
    after = {"session": locked.pk, "kind": observer.kind}
    record(act="register", subject=observer, actor=actor, at=at, after=after)
    return Sent(observer, code)


def _item_of(session: Session, item: int | None) -> AgendaItem | None:
    """Raises ``InvalidInput`` for an item nobody outside knows."""
    if item is None:
        return None
    found = AgendaItem.objects.public().filter(session=session, pk=item).first()
    if found is None:
        raise InvalidInput({"item": "没有这项议题"})
    return found


def _next_number(session: Session) -> str:
    """``session`` is locked."""
    session.last_number += 1
    session.save(update_fields=["last_number"])
    return f"列{session.pk}-{session.last_number:04d}"


def not_to_invite(session: Session, actor: Actor) -> str:
    """Why this actor may not invite now, in Chinese; empty when it is allowed."""
    if session.state not in AHEAD:
        return "方案批准以后、召开以前才能登记邀请的人。"
    return "" if rules.holds(actor, PLANNERS, session.acting_organ_id) else "由召开会议的机关办理。"


@transaction.atomic
def invite(session: Session, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Observer:
    """Enter an observer the organ asked itself; ``values`` has the keys of ``INVITATION``. Only kinds of the approved
    plan. Raises ``StaleState``, ``NotAllowed`` or ``InvalidInput``."""
    if session.state not in AHEAD:
        raise StaleState
    if why := not_to_invite(session, actor):
        raise NotAllowed(why)
    clean = checked(INVITATION, dict.fromkeys(INVITATION, "") | dict(values))
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if clean["kind"] not in locked.invited_kinds():
        raise InvalidInput({"kind": "批准的方案没有邀请这类人"})
    observer = Observer(session=locked, source=Source.INVITED, number=_next_number(locked), received_at=at, **clean)
    observer.save(force_insert=True)
    record(act="invite", subject=observer, actor=actor, at=at, after={"session": locked.pk, "kind": observer.kind})
    move(observer, "choose", actor=actor, at=at)
    return observer


@transaction.atomic
def choose(observer: Observer, *, actor: Actor, at: datetime) -> Observer:
    """Give a seat, while there is one. Raises ``Blocked``."""
    Session.objects.select_for_update().get(pk=observer.session_id)
    move(observer, "choose", actor=actor, at=at)
    tell_observer(observer, at=at)
    return observer


@transaction.atomic
def refuse(observer: Observer, *, reason: str, actor: Actor, at: datetime) -> Observer:
    """``reason`` is what the person reads."""
    words = reason.strip()
    if marks_in(words):
        raise DomainError("理由里有密级标志。", field="reason")
    move(observer, "refuse", actor=actor, at=at, reason=words, fields={"answer": words})
    tell_observer(observer, at=at)
    return observer


@transaction.atomic
def withdraw(observer: Observer, *, actor: Actor, at: datetime) -> Observer:
    """The person does not want to come any more: the seat is free."""
    move(observer, "withdraw", actor=actor, at=at)
    return observer


@transaction.atomic
def attend(observer: Observer, *, actor: Actor, at: datetime) -> Observer:
    move(observer, "attend", actor=actor, at=at)
    return observer


@transaction.atomic
def miss(observer: Observer, *, actor: Actor, at: datetime) -> Observer:
    move(observer, "miss", actor=actor, at=at)
    return observer
