"""Somebody objects while a name is shown, on the site or to the office; the office looks into it and answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.demonstration.fields import HEARD, OBJECTED, SETTLED
from assessment.demonstration.models import Candidacy, Dissent
from assessment.demonstration.services.words import read, tell_about
from assessment.demonstration.states import OFFICE, CandidacyState
from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from portal import clock
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.errors import DomainError, StaleState
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import queue
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.receipts import codes, filing
from portal.receipts.filing import Form, Sent
from portal.subjects import ref
from portal.workflow import require_move, touch

FROM_THE_SITE = "网上提出"
CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="公众")
MAIL = "dissent_answered"
REPLY = "LETTER_REPLY"
"""Answered as any letter of a citizen that asks for something; the rule book gives no days."""


class Closed(DomainError):
    """Nothing is shown any more, by the time of the server."""

    def __init__(self) -> None:
        super().__init__("公示已经结束，现在不收异议。")


def hear(row: Candidacy, *, source: str, text: str, actor: Actor, at: datetime) -> Dissent:
    """Somebody objects, by letter, call or visit. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``."""
    require(actor, OFFICE, None, doing="登记公示异议")
    if row.state != CandidacyState.SHOWN:
        raise StaleState
    clean = read(HEARD, {"source": source, "text": text}, actor=actor, at=at)
    with transaction.atomic():
        made = Dissent.objects.create(candidacy=row, heard_at=at, **clean)
        record(act="hear", subject=row, actor=actor, at=at, after=clean)
        _start(made, actor=actor, at=at)
    return made


def object_to(row: Candidacy, *, text: str, token: str, actor: Actor, at: datetime, email: str = "") -> Sent[Dissent]:
    """Somebody objects on the site, without an account. Personal data in the text is masked before it is stored; the
    address is for the mail that tells of the answer, and may be empty.

    The same ``token`` with the same words gives the objection there is, and its code while the receipt may be shown.
    Raises ``InvalidInput`` keyed by field, ``AlreadyFiled`` or ``Closed``.
    """
    values = {"text": text, "email": email}
    form = Form.filled(token, row.pk, values)
    return filing.once(
        form,
        Dissent.objects.exclude(number=None),
        lambda: _filed(row, read(OBJECTED, values, actor=actor, at=at), form, actor=actor, at=at),
        received="heard_at",
        otherwise="要另外提的，请重新填一份。",
        at=at,
    )


@transaction.atomic
def _filed(row: Candidacy, clean: Mapping[str, Any], form: Form, *, actor: Actor, at: datetime) -> Dissent:
    """By the time of the server, the application locked."""
    rows = Candidacy.objects.select_for_update(of=("self",)).select_related("programme__organ")
    locked, day = rows.get(pk=row.pk), clock.local(at).date()
    if not locked.takes_objections(day):
        raise Closed
    office = locked.programme.organ.heir()
    [sequence] = next_numbers(RunningNumber.Register.OBJECTION, office, day.year)
    number = f"{codes.number_prefix(office)}异{day.year}-{sequence:04d}"
    made = Dissent(
        candidacy=locked,
        source=FROM_THE_SITE,
        **clean,
        heard_at=at,
        number=number,
        code_hash=form.code_hash(number),
        **form.digests,
    )
    made.save(force_insert=True)
    record(act="object", subject=locked, actor=actor, at=at, after={"number": number})
    _start(made, actor=actor, at=at)
    people = recipients_of(None, *OFFICE, at=at)
    tell_about(locked, people, "收到公示异议，请查证", at=at, key=f"object|{made.pk}")
    return made


def _start(made: Dissent, *, actor: Actor, at: datetime) -> None:
    """The clock belongs to the application, which waits for the answer."""
    row = made.candidacy
    office, day = row.programme.organ.heir(), clock.local(at).date()
    open_deadline(rule=REPLY, subject=row, organ=office, start=day, actor=actor, at=at, key=f"dissent|{made.pk}")


@transaction.atomic
def settle(row: Candidacy, *, dissent: Dissent, values: Mapping[str, Any], actor: Actor, at: datetime) -> Dissent:
    """The office looked into an objection; ``values`` has the keys of ``SETTLED``. Who objected on the site and left an
    address is told that there is an answer."""
    require_move(row, "settle", actor=actor)
    clean = checked(SETTLED, values)
    locked = Dissent.objects.select_for_update().filter(pk=dissent.pk, candidacy=row, upheld=None).first()
    if locked is None:
        raise StaleState
    locked.upheld, locked.found, locked.settled_at = clean["upheld"], clean["found"], at
    locked.save(update_fields=["upheld", "found", "settled_at"])
    touch(row)
    record(act="settle", subject=row, actor=actor, at=at, after={"objection": locked.text} | clean)
    if running := running_clock(ref(row), REPLY, key=f"dissent|{locked.pk}"):
        close(running, on=clock.local(at).date(), actor=actor, at=at)
    if plain_text(locked, "email"):
        _mail(locked, at=at)
    return locked


def _mail(row: Dissent, *, at: datetime) -> None:
    queue(
        channel=ChannelName.EMAIL,
        to="",
        subject_line=f"您的异议{row.number}有了答复",
        body="",
        kind=MAIL,
        dedupe_key=f"{MAIL}|{row.pk}",
        at=at,
        about=ref(row),
    )
