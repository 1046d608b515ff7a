"""列席: registration by a form without account, invitation, the choice among those who registered, who came."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

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
from portal.receipts import filing
from portal.receipts.filing import Form, Sent
from portal.screening.locating import Part
from portal.screening.services import marks_in, refuse_marks
from portal.workflow import move

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="报名列席的人")
Moment = Callable[[], datetime]


class RegistrationOver(DomainError):
    """The end has passed, or nobody is asked to register."""

    def __init__(self) -> None:
        super().__init__("报名已经截止，按服务器的时间不能再提交。")


def register(
    session: Session, *, values: Mapping[str, Any], token: str, actor: Actor, moment: Moment, item: int | None = None
) -> Sent[Observer]:
    """``values`` has the keys of ``REGISTRATION``, ``item`` is the number of the item somebody wants to hear.

    Taken by the time of the server, asked while the meeting is locked (docs/decisions/0080). The same ``token`` with
    the same words gives the registration there is. Raises ``InvalidInput``, ``RegistrationOver`` or ``AlreadyFiled``.
    Not to be called inside a transaction.
    """
    form = Form.filled(token, session.pk, item, dict(values))
    return filing.once(
        form,
        Observer.objects.select_related("session"),
        lambda: _taken(session, values, item, form, actor=actor, moment=moment),
        received="received_at",
        otherwise="填错了的，凭编号和查询码撤回以后重新报名。",
        at=moment(),
    )


def _taken(
    session: Session, values: Mapping[str, Any], item: int | None, form: Form, *, actor: Actor, moment: Moment
) -> Observer:
    clean = checked(REGISTRATION, dict.fromkeys(REGISTRATION, "") | dict(values))
    refuse_marks([Part("reason", "和议题的关系", clean["reason"])], doing="报名列席", actor=actor, at=moment())
    return _store(session, clean, item, form, actor=actor, moment=moment)


@transaction.atomic
def _store(
    session: Session, clean: Mapping[str, Any], item: int | None, form: Form, *, actor: Actor, moment: Moment
) -> Observer:
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
        **form.digests,
    )
    observer.code_hash = form.code_hash(observer.number)
    observer.save(force_insert=True)
    after = {"session": locked.pk, "kind": observer.kind}
    record(act="register", subject=observer, actor=actor, at=at, after=after)
    return observer


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
