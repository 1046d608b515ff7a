"""Sending a letter, and the day it got there."""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from portal import typed_text
from portal.accounts.rules import require
from portal.actors import SYSTEM, Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput, StaleState
from portal.letters.models import Letter
from portal.letters.rendering import LetterFile
from portal.letters.services import form_file, preview_letter, require_in_force
from portal.letters.wording import official_date
from portal.notices.models import Notice
from portal.notices.states import Status
from portal.privacy.services import plain_text
from requests_app.cases.models import DisclosureRequest, RequestFile, RequestItem
from requests_app.cases.services.telling import applicant_key, tell_applicant
from requests_app.cases.states import RECEIVERS
from requests_app.serving import reaching, rules
from requests_app.serving.models import Service
from requests_app.serving.selectors import waiting_online
from requests_app.serving.states import TO_OTHERS, Means

logger = logging.getLogger(__name__)

APPLICANT = Actor(kind=ActorKind.CITIZEN, id=None, name="申请人")
OPENED = "申请人在查询页打开了文书"
BATCH = 200
_DATES = ("served_on", "proof", "proof_file", "registered_by", "registered_at")


@transaction.atomic
def prepare(
    request: DisclosureRequest,
    *,
    letter: Letter,
    purpose: str,
    actor: Actor,
    at: datetime,
    items: Iterable[RequestItem] = (),
    to_applicant: bool | None = None,
) -> Service:
    """A letter was issued and is still in the house. ``items`` are those an answer speaks about; letters of
    consultation and notices go to others unless ``to_applicant`` says so."""
    service = Service(
        request=request,
        round=request.round,
        letter=letter,
        purpose=purpose,
        to_applicant=purpose not in TO_OTHERS if to_applicant is None else to_applicant,
    )
    service.save(force_insert=True)
    service.items.set(items)
    record(act="prepare", subject=service, actor=actor, at=at, after={"letter": str(letter), "purpose": purpose})
    return service


@transaction.atomic
def send(
    request: DisclosureRequest,
    *,
    letter: Letter,
    purpose: str,
    means: str,
    on: date,
    actor: Actor,
    at: datetime,
    items: Iterable[RequestItem] = (),
    to_applicant: bool | None = None,
) -> Service:
    """The letter left the house on ``on``; makes its row, or completes the one ``prepare`` made.

    With ``ONLINE`` it lies on the tracking page from now on, and a mail tells so. Raises ``InvalidInput`` (``means``,
    ``on``), ``Voided``, or ``DomainError`` when it was sent already.
    """
    require_in_force(letter)
    service = Service.objects.filter(letter=letter).select_related("letter", "request").first()
    if service is None:
        service = prepare(
            request, letter=letter, purpose=purpose, actor=actor, at=at, items=items, to_applicant=to_applicant
        )
    if service.sent_on is not None:
        raise DomainError(f"{letter.title}已经登记发出，不用再发。")
    channel, delivery = (request.channel, request.delivery) if service.to_applicant else ("online", "email")
    faults = {
        "means": rules.means_fault(means, channel=channel, delivery=delivery),
        "on": rules.sending_fault(on=on, dated=letter.dated, today=local(at).date()),
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    _write_once(Service.objects.filter(pk=service.pk, sent_on=None, is_void=False), means=means, sent_on=on)
    service.means, service.sent_on = means, on
    record(act="send", subject=service, actor=actor, at=at, after={"means": means, "sent_on": on})
    if means == Means.ONLINE:
        words = f"机关发出了《{letter.title}》，请打开查询页查看。"
        tell_applicant(request, words, at=at, key=_mail_key(service))
    return service


@transaction.atomic
def register_service(
    service: Service,
    *,
    served_on: date,
    proof: str,
    actor: Actor,
    at: datetime,
    proof_file: RequestFile | None = None,
) -> Service:
    """The legal day the letter reached its addressee, with the proof of it; written once and never changed.

    Raises ``NotAllowed``, ``InvalidInput`` (``served_on``, ``proof``, ``proof_file``), ``Voided`` or ``StaleState``.
    """
    request = service.request
    if actor.kind is not ActorKind.CITIZEN:
        require(actor, RECEIVERS, request.organ.heir(), doing="登记送达")
    require_in_force(service.letter)
    words = typed_text.line(proof)
    foreign = proof_file is not None and proof_file.request_id != request.pk
    faults = {
        "served_on": rules.service_fault(served_on=served_on, sent_on=service.sent_on, today=local(at).date()),
        "proof": rules.proof_fault(words),
        "proof_file": "这个文件不是这件申请的" if foreign else "",
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    values = dict(zip(_DATES, (served_on, words, proof_file, actor.name, at), strict=True))
    _write_once(Service.objects.filter(pk=service.pk, served_on=None, is_void=False), **values)
    for name, value in values.items():
        setattr(service, name, value)
    record(act="register_service", subject=service, actor=actor, at=at, after={"served_on": served_on})
    return service


@transaction.atomic
def void_service(service: Service, *, actor: Actor, at: datetime) -> None:
    """The letter was voided before it arrived. Raises ``StaleState`` when it arrived meanwhile."""
    _write_once(Service.objects.filter(pk=service.pk, served_on=None, is_void=False), is_void=True)
    service.is_void = True
    record(act="void_service", subject=service, actor=actor, at=at)


def _write_once(rows: QuerySet[Service], **values: object) -> None:
    """One conditional UPDATE: of two at the same moment one wins."""
    if rows.update(**values) != 1:
        raise StaleState


# --- by itself ----------------------------------------------------------------------------------------


def reached(service: Service, *, on: date, proof: str, actor: Actor, at: datetime) -> None:
    """It got there: the room the letter belongs to does what follows, or the day alone is registered."""
    act = reaching.act_of(service.purpose)
    if act is None:
        register_service(service, served_on=on, proof=proof, actor=actor, at=at)
    else:
        act(service, on, proof, actor, at)


def note_opened(request: DisclosureRequest, *, at: datetime) -> list[Service]:
    """The applicant opened the tracking page: what lies there has reached the applicant today. Returns what did.

    The caller has verified the applicant. Opening again changes nothing.
    """
    today = local(at).date()
    found = []
    for service in waiting_online(request):
        if service.to_applicant and _reached_alone(service, today, OPENED, APPLICANT, at):
            found.append(service)
    return found


def reach_notified(*, at: datetime) -> int:
    """Letters on tracking pages whose mail entered the mailbox the applicant named (docs/decisions/0061).

    Returns how many; none where the city counts from the first opening alone.
    """
    if settings.ONLINE_SERVICE != "notified":
        return 0
    waiting = (
        Service.objects.filter(means=Means.ONLINE, served_on=None, is_void=False, sent_on__isnull=False)
        .filter(to_applicant=True)
        .select_related("letter", "request__organ")
        .order_by("pk")[:BATCH]
    )
    rows = list(waiting)
    arrived = _mail_arrived(rows)
    return sum(
        _reached_alone(
            row, max(arrived[row.pk], row.sent_on or arrived[row.pk]), "通知邮件进入申请人填写的邮箱", SYSTEM, at
        )
        for row in rows
        if row.pk in arrived
    )


def _mail_arrived(rows: Iterable[Service]) -> dict[int, date]:
    """The day the mail about each letter was taken by the mail server of the applicant. One query."""
    keys = {applicant_key(row.request, _mail_key(row)): row.pk for row in rows}
    sent = Notice.objects.filter(dedupe_key__in=keys, status=Status.SENT, sent_at__isnull=False)
    return {keys[key]: local(moment).date() for key, moment in sent.values_list("dedupe_key", "sent_at") if moment}


def _reached_alone(service: Service, on: date, proof: str, actor: Actor, at: datetime) -> bool:
    """One letter that cannot be registered must not keep the others."""
    try:
        with transaction.atomic():
            reached(service, on=on, proof=proof, actor=actor, at=at)
    except DomainError:
        logger.info("service %s was not registered by itself", service.pk)
        return False
    return True


def _mail_key(service: Service) -> str:
    return f"service|{service.pk}"


# --- on paper -----------------------------------------------------------------------------------------


def service_slip(service: Service, format_: str, *, at: datetime) -> LetterFile:
    """送达回证 T-13: what was sent how, with room for the signatures; ``format_`` is ``docx`` or ``pdf``.

    To whom stands on it in plain text for the applicant's letters: the caller answers it to staff who handle the case.
    Raises ``FontMissing``.
    """
    request, letter = service.request, service.letter
    addressee = plain_text(request.applicant, "name") if service.to_applicant else ""
    rows = (
        ("申请编号", request.number),
        ("送达文书", letter.title),
        ("文号", letter.number),
        ("受送达人", addressee),
        ("送达方式", service.get_means_display()),
        ("发出日", official_date(service.sent_on) if service.sent_on else ""),
        ("送达日", official_date(service.served_on) if service.served_on else ""),
        ("送达凭证", service.proof),
        ("受送达人签名或者盖章", ""),
        ("代收人及代收理由", ""),
        ("送达人", ""),
    )
    organ = request.organ.heir()
    draft = preview_letter(template="T-13", organ=organ, context={"rows": rows}, on=local(at).date())
    return form_file(draft, format_)
