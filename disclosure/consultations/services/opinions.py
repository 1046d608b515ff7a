"""A citizen says something: taken by the time of the server, read while the consultation is locked.

``moment`` is asked inside the transaction, after the lock, so that neither a page that was opened in time nor a queue
before the lock makes an opinion early or late (docs/decisions/0080).
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from disclosure.consultations.fields import OPINION
from disclosure.consultations.models import Consultation, Opinion, OpinionFile, Passage
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.deadlines.wording import full_date
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.files.services import Upload, store
from portal.receipts import codes
from portal.receipts.session import RECEIPT_SECONDS
from portal.screening.locating import Part
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks
from portal.workflow import move

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="提意见的人")
FILES_AT_MOST = 3
_EMPTY: dict[str, Any] = dict.fromkeys(OPINION, "") | {"consents": False}

Moment = Callable[[], datetime]
Enclosures = Sequence[tuple[str, Upload]]


@dataclass(frozen=True, slots=True)
class Sent:
    """``code`` is the query code, shown now and never again; empty when the form was sent long ago."""

    opinion: Opinion
    code: str


class PeriodOver(DomainError):
    """The last day has passed, or nothing is asked (any more)."""


class AlreadySent(DomainError):
    """The form was sent before with other words."""

    def __init__(self, number: str) -> None:
        super().__init__(f"这份表已经提交过，编号{number}。要改，请凭编号和查询码打开它修改。")


def send_opinion(
    consultation: Consultation,
    *,
    values: Mapping[str, Any],
    token: str,
    actor: Actor,
    moment: Moment,
    anchor: str = "",
    enclosures: Enclosures = (),
) -> Sent:
    """``values`` has the keys of ``OPINION``; ``anchor`` names a passage of the draft, the whole without one.

    The same ``token`` with the same words gives the opinion there is. Raises ``InvalidInput``, ``PeriodOver`` or
    ``AlreadySent``. Not to be called inside a transaction.
    """
    if len(token) != codes.TOKEN_LENGTH:
        token = codes.new_token()
    content = codes.keyed_digest(json.dumps([consultation.pk, anchor, dict(values)], sort_keys=True))
    if known := _known(token, content, at=moment()):
        return known
    clean = _clean(values, actor=actor, at=moment())
    stored = _taken_in(consultation, enclosures, actor=actor, moment=moment)
    digests = {"token_digest": codes.token_digest(token), "content_digest": content}
    try:
        with transaction.atomic():
            at = still_open(consultation, moment)
            made = _store(consultation, anchor, clean, digests, code=codes.code_from(token), actor=actor, at=at)
            attach(made.opinion, stored, at=at)
            return made
    except IntegrityError:
        if known := _known(token, content, at=moment()):
            return known
        raise


def still_open(consultation: Consultation, moment: Moment) -> datetime:
    """Lock the consultation, then ask the time, which is returned. Raises ``PeriodOver``."""
    locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
    at = moment()
    if not locked.takes_opinions(at):
        when = f"{full_date(locked.ends_on)}24时截止" if locked.ends_on else "没有开始"
        raise PeriodOver(f"征求意见{when}，按服务器的时间已经不能提交。您写的文字还在下面，可以复制下来。")
    return at


def _known(token: str, content: str, *, at: datetime) -> Sent | None:
    found = Opinion.objects.select_related("consultation").filter(token_digest=codes.token_digest(token)).first()
    if found is None:
        return None
    if found.content_digest != content:
        raise AlreadySent(found.number)
    fresh = at < found.received_at + timedelta(seconds=RECEIPT_SECONDS)
    code = codes.code_from(token)
    return Sent(found, code if fresh and codes.fits(found.code_hash, found.number, code) else "")


def _clean(values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    clean = checked(OPINION, _EMPTY | dict(values))
    refuse_marks([Part("text", OPINION["text"].label, clean["text"])], doing="提意见", actor=actor, at=at)
    return clean


def _taken_in(consultation: Consultation, enclosures: Enclosures, *, actor: Actor, moment: Moment) -> list[StoredFile]:
    """Files are examined before anything is locked; those of an opinion that then comes too late are cleared away."""
    if not enclosures:
        return []
    at = moment()
    if not consultation.takes_opinions(at):
        return []
    if len(enclosures) > FILES_AT_MOST:
        raise InvalidInput({"enclosures": f"最多{FILES_AT_MOST}个附件"})

    def inspect(found: Extraction) -> None:
        refuse_marks(
            [Part("content", part.where, part.text) for part in found.parts], doing="提意见", actor=actor, at=at
        )

    try:
        return [store(upload, name=name, actor=actor, at=at, inspect=inspect) for name, upload in enclosures]
    except InvalidInput as refused:
        raise InvalidInput({"enclosures": "；".join(refused.messages.values())}) from refused


def attach(opinion: Opinion, stored: Sequence[StoredFile], *, at: datetime) -> None:
    OpinionFile.objects.bulk_create(OpinionFile(opinion=opinion, file=file, added_at=at) for file in stored)


def passage_of(consultation: Consultation, anchor: str) -> Passage | None:
    """Raises ``InvalidInput`` for an anchor the draft does not have."""
    if not anchor:
        return None
    found = Passage.objects.filter(consultation=consultation, anchor=anchor).first()
    if found is None:
        raise InvalidInput({"anchor": "草案里没有这一段"})
    return found


def _store(
    consultation: Consultation,
    anchor: str,
    clean: Mapping[str, Any],
    digests: Mapping[str, str],
    *,
    code: str,
    actor: Actor,
    at: datetime,
) -> Sent:
    passage = passage_of(consultation, anchor)
    rows = Consultation.objects.filter(pk=consultation.pk)
    rows.update(last_number=F("last_number") + 1)
    number = f"意{consultation.pk}-{rows.values_list('last_number', flat=True).get():06d}"
    opinion = Opinion(
        consultation=consultation,
        passage=passage,
        number=number,
        shown_text=redacted(clean["text"]),
        received_at=at,
        code_hash=codes.code_digest(number, code),
        **clean,
        **digests,
    )
    opinion.save(force_insert=True)
    after = {"consultation": consultation.pk, "passage": anchor, "consents": opinion.consents}
    record(act="send_opinion", subject=opinion, actor=actor, at=at, after=after)
    return Sent(opinion, code)


def rewrite(
    opinion: Opinion,
    *,
    values: Mapping[str, Any],
    actor: Actor,
    moment: Moment,
    dropped: Collection[int] = (),
    enclosures: Enclosures = (),
) -> Opinion:
    """Say it in other words, until the end of the period; without the files ``dropped`` (keys of ``OpinionFile``), with
    new ones. What was decided about the old words does not hold for the new ones.

    Raises ``InvalidInput``, ``PeriodOver`` or ``StaleState``. Not to be called inside a transaction.
    """
    clean = _clean(values, actor=actor, at=moment())
    stored = _taken_in(opinion.consultation, enclosures, actor=actor, moment=moment)
    with transaction.atomic():
        at = still_open(opinion.consultation, moment)
        opinion.refresh_from_db(fields=["version", "state"])
        _exchange(opinion, dropped, stored, actor=actor, at=at)
        afresh = {"theme": None, "verdict": "", "verdict_reason": "", "changed_at": at}
        personal = {name: clean.pop(name) for name in ("name", "contact")}
        move(opinion, "rewrite", actor=actor, at=at, derived=clean | afresh | {"shown_text": redacted(clean["text"])})
        for name, value in personal.items():
            setattr(opinion, name, value)
        opinion.save(update_fields=list(personal))
    return opinion


def _exchange(
    opinion: Opinion, dropped: Collection[int], stored: Sequence[StoredFile], *, actor: Actor, at: datetime
) -> None:
    """The trail tells which went and which came by their keys: names of files may be names of people."""
    gone = opinion.files.filter(pk__in=dropped)
    keys = sorted(gone.values_list("pk", flat=True))
    if not keys and not stored:
        return
    gone.delete()
    attach(opinion, stored, at=at)
    if opinion.files.count() > FILES_AT_MOST:
        raise InvalidInput({"enclosures": f"连同原来的，最多{FILES_AT_MOST}个附件；先勾选要去掉的"})
    after = {"dropped": keys, "added": [file.pk for file in stored]}
    record(act="exchange_files", subject=opinion, actor=actor, at=at, after=after)


def withdraw(opinion: Opinion, *, actor: Actor, moment: Moment) -> Opinion:
    """It counts no more, and nobody reads it. Raises ``PeriodOver`` or ``StaleState``."""
    with transaction.atomic():
        at = still_open(opinion.consultation, moment)
        opinion.refresh_from_db(fields=["version", "state"])
        move(opinion, "withdraw", actor=actor, at=at)
    return opinion
