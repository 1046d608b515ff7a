"""转为别的案件: the clerk hands the matter on, or offers what only its writer can begin.

A case that another room opens on its own leaves the letter as it is: its writer still waits. What the writer agreed to
go on with elsewhere ends the letter; it says where it went.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.privacy.services import plain_text
from portal.receipts.receivers import Carried, Receiver, Taken, receiver, receivers
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.workflow import move, touch
from sentiment.mailbox import clocks
from sentiment.mailbox.codes import Elsewhere, Source
from sentiment.mailbox.models import Message
from sentiment.mailbox.services.telling import OFFER, tell_organ, tell_writer
from sentiment.mailbox.states import OPEN, RECEIVERS

_AGREED = "您同意转为{label}，编号{name}。请在那里看进展、收答复：{page}\n这封留言和它的附件原样保留。"


def carried_by(message: Message) -> Carried:
    """What of the letter would go over."""
    return Carried(
        number=message.number,
        organ=message.organ.heir(),
        title=message.title,
        text=message.text,
        files=[row.file for row in message.files.select_related("file")],
        **{name: plain_text(message, name) for name in ("name", "phone", "email")},
    )


def not_to_convert(message: Message, actor: Actor) -> str:
    """Why this actor can hand the letter on to nobody, in Chinese; empty when there is something."""
    if message.converted_to:
        return f"已经转为{message.converted_to}。"
    refusals = [refusal(message, row, actor) for row in receivers()]
    if not refusals:
        return "没有可以转的。"
    return refusals[0] if all(refusals) else ""


def refusal(message: Message, to: Receiver, actor: Actor) -> str:
    if why := to.why_not(message.organ.heir(), actor):
        return why
    if not to.is_for_writer:
        return ""
    if message.state not in OPEN:
        return f"答复以后不能再请留言人转为{to.label}。"
    if message.source != Source.SITE:
        return f"留言人不是在网上写的，请直接告知怎样提出{to.label}。"
    return f"已经请留言人转为{to.label}，等留言人同意。" if message.offered == to.code else ""


@transaction.atomic
def convert(message: Message, *, code: str, reason: str, actor: Actor, at: datetime) -> Message:
    """Let another room open a case on the matter, or ask the writer to.

    Raises ``NotAllowed``, ``InvalidInput``, ``StaleState``, or what the other room raises.
    """
    chosen = receiver(code)
    if chosen is None:
        raise InvalidInput({"code": "请选择转为什么"})
    if why := refusal(message, chosen, actor):
        raise NotAllowed(why)
    if message.converted_to:
        raise StaleState(f"已经转为{message.converted_to}。")
    if not reason.strip():
        raise DomainError("要写明为什么转。", field="reason")
    if chosen.is_for_writer:
        return _offer(message, chosen, reason.strip(), actor=actor, at=at)
    taken = chosen.take(carried_by(message), added={}, reason=reason.strip(), actor=actor, at=at)
    name = f"{chosen.label} {taken.name}"
    touch(message, {"converted_to": name, "offered": ""})
    record(act="convert", subject=message, actor=actor, at=at, after={"converted_to": name}, reason=reason.strip())
    return message


def _offer(message: Message, to: Receiver, reason: str, *, actor: Actor, at: datetime) -> Message:
    """The writer reads the reason: it must hold nothing that may not leave the house."""
    refuse_marks([Part("reason", "理由", reason)], doing="请留言人转", actor=actor, at=at)
    touch(message, {"offered": to.code, "offered_at": at, "offer_reason": reason})
    record(act="offer", subject=message, actor=actor, at=at, after={"offered": to.label}, reason=reason)
    tell_writer(message, at=at, kind=OFFER, words="等您决定怎样办理")
    return message


@transaction.atomic
def accept_offer(message: Message, *, added: Mapping[str, str], actor: Actor, at: datetime) -> Taken:
    """The writer adds what lacks and agrees: the other case is there and the letter ends, both or neither.

    Raises ``StaleState`` without an open offer, ``InvalidInput`` keyed by the fields of the receiver's form.
    """
    chosen = receiver(message.offered)
    if chosen is None or message.converted_to or message.state not in OPEN:
        raise StaleState("这封留言没有等您同意的事，或者已经办过了。")
    taken = chosen.take(carried_by(message), added=added, reason=message.offer_reason, actor=actor, at=at)
    name = f"{chosen.label} {taken.name}"
    late = clocks.stop(message, actor=actor, at=at)
    fields = {"elsewhere": Elsewhere.REQUEST, "answered_at": at, "converted_to": name, "offered": ""}
    words = _AGREED.format(label=chosen.label, name=taken.name, page=chosen.page)
    derived = {"closed_at": at, "answer": words, "is_late": late}
    move(message, "accept_offer", actor=actor, at=at, fields=fields, derived=derived)
    tell_organ(message, f"留言人同意转为{chosen.label}", *RECEIVERS, at=at)
    return taken


@transaction.atomic
def decline_offer(message: Message, *, actor: Actor, at: datetime) -> Message:
    """It goes on as a letter. Raises ``StaleState`` without an open offer."""
    if not message.offered or message.state not in OPEN:
        raise StaleState("这封留言没有等您同意的事，或者已经办过了。")
    touch(message, {"offered": ""})
    record(act="decline_offer", subject=message, actor=actor, at=at)
    tell_organ(message, "留言人不同意转，请照旧办理", *RECEIVERS, at=at)
    return message
