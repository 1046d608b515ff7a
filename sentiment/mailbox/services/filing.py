"""A letter comes in: typed by a citizen on the site, or entered by a clerk from one of the other channels (S1-4.3)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File as Upload
from django.db import IntegrityError, transaction

from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import SYSTEM, Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.files.models import StoredFile
from portal.receipts import codes, real_name
from portal.receipts.session import RECEIPT_SECONDS
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from sentiment.mailbox import clocks
from sentiment.mailbox.codes import Source
from sentiment.mailbox.fields import IDENTITY, MESSAGE, SOURCE
from sentiment.mailbox.models import Message
from sentiment.mailbox.selectors import NOT_ADDRESSED, front_desk
from sentiment.mailbox.services.attaching import attach, take_in
from sentiment.mailbox.services.mailing import ask_to_prove
from sentiment.mailbox.services.telling import tell_organ
from sentiment.mailbox.states import RECEIVERS, ROUTERS

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="留言人")
_EMPTY: dict[str, Any] = dict.fromkeys(MESSAGE, "") | {"consents": False}


@dataclass(frozen=True, slots=True)
class Sent:
    """``code`` is the query code, shown now and never again; empty when the form was sent long ago."""

    message: Message
    code: str


class AlreadyFiled(DomainError):
    """The form was sent before with other words."""

    def __init__(self, number: str) -> None:
        super().__init__(f"这份表已经提交过，编号{number}。后来的改动没有提交：要另外留言，请重新填一份。")


def submit(
    *,
    organ: Organ | None,
    values: Mapping[str, Any],
    token: str,
    actor: Actor,
    at: datetime,
    files: Sequence["Upload[bytes]"] = (),
    identity_number: str = "",
) -> Sent:
    """A citizen writes on the site; without an ``organ`` the letter goes to 政务公开办, which passes it on.

    ``values`` has the keys of ``MESSAGE``; ``identity_number`` is shown to the checker of the city, if there is one,
    and kept nowhere. Not to be called inside a transaction. The same ``token`` with the same words gives the letter
    there is, and its code while the receipt may be shown. Raises ``InvalidInput`` keyed by field, or ``AlreadyFiled``.
    """
    if len(token) != codes.TOKEN_LENGTH:
        token = codes.new_token()
    content = codes.keyed_digest(json.dumps([organ.pk if organ else 0, dict(values)], sort_keys=True))
    if known := _known(token, content, at=at):
        return known
    clean = _clean(values, actor=actor, at=at)
    number = checked(IDENTITY, {"identity_number": identity_number})["identity_number"]
    stored = take_in(files, actor=actor, at=at)
    said = real_name.confirms(clean["name"], number)
    extra = {
        "token_digest": codes.token_digest(token),
        "content_digest": content,
        "is_real_name": said,
        "real_name_at": None if said is None else at,
    }
    try:
        return _filed(organ, clean, stored, code=codes.code_from(token), extra=extra, actor=actor, at=at)
    except IntegrityError:
        if known := _known(token, content, at=at):
            return known
        raise


@transaction.atomic
def _filed(
    organ: Organ | None,
    clean: Mapping[str, Any],
    stored: Sequence[StoredFile],
    *,
    code: str,
    extra: Mapping[str, Any],
    actor: Actor,
    at: datetime,
) -> Sent:
    sent = _store(organ, Source.SITE, clean, code=code, extra=extra, actor=actor, at=at)
    attach(sent.message, stored, actor=actor, at=at)
    ask_to_prove(sent.message, at=at)
    if sent.message.is_real_name is not None:
        after = {"is_real_name": sent.message.is_real_name}
        record(act="check_name", subject=sent.message, actor=SYSTEM, at=at, after=after)
    return sent


def register(*, organ: Organ, source: str, values: Mapping[str, Any], actor: Actor, at: datetime) -> Sent:
    """A clerk enters what came by telephone, by the new media, from the service site or from the app.

    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    require(actor, RECEIVERS, organ, doing="登记留言")
    origin = checked(SOURCE, {"source": source})["source"]
    return _store(organ, origin, _clean(values, actor=actor, at=at), code="", extra={}, actor=actor, at=at)


def _known(token: str, content: str, *, at: datetime) -> Sent | None:
    found = Message.objects.select_related("organ").filter(token_digest=codes.token_digest(token)).first()
    if found is None:
        return None
    if found.content_digest != content:
        raise AlreadyFiled(found.number)
    fresh = at < found.submitted_at + timedelta(seconds=RECEIPT_SECONDS)
    code = codes.code_from(token)
    return Sent(found, code if fresh and codes.fits(found.code_hash, found.number, code) else "")


def _clean(values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    clean = checked(MESSAGE, _EMPTY | dict(values))
    if not (clean["phone"] or clean["email"]):
        raise InvalidInput({"phone": "电话和邮箱至少留一个，机关好告诉您结果"})
    parts = [Part(name, MESSAGE[name].label, clean[name]) for name in ("title", "text")]
    refuse_marks(parts, doing="留言", actor=actor, at=at)
    return clean


@transaction.atomic
def _store(
    organ: Organ | None,
    source: str,
    clean: Mapping[str, Any],
    *,
    code: str,
    extra: Mapping[str, Any],
    actor: Actor,
    at: datetime,
) -> Sent:
    today = local(at).date()
    desk = front_desk(today)
    chosen = organ or desk
    if chosen is None or desk is None or chosen.kind in NOT_ADDRESSED or not chosen.is_active(today):
        raise InvalidInput({"organ": "不能给这个机关留言，请另选一个"})
    [sequence] = next_numbers(RunningNumber.Register.MESSAGE, desk, today.year)
    number = f"信{today.year}-{sequence:06d}"
    code = code or codes.new_query_code()
    message = Message(
        organ=chosen,
        number=number,
        source=source,
        received_on=today,
        submitted_at=at,
        code_hash=codes.code_digest(number, code),
        **clean,
        **extra,
    )
    message.save(force_insert=True)
    after = {"source": source, "kind": message.kind, "organ": chosen.name, "consents": message.consents}
    record(act="register", subject=message, actor=actor, at=at, after=after)
    clocks.start(message, actor=actor, at=at)
    tell_organ(message, "收到一封群众留言", *(RECEIVERS if organ else ROUTERS), at=at)
    return Sent(message, code)
