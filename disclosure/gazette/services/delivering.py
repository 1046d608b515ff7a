"""送交公报室: what an organ owes the gazette office from the day a document is out (S3-5.5b)."""

from datetime import datetime

from django.db import transaction

from disclosure.documents.models import Document
from disclosure.gazette.fields import DELIVERY
from disclosure.gazette.models import GazetteDelivery, GazetteEntry, GazetteIssue
from disclosure.gazette.selectors import gazette_office, is_due
from disclosure.gazette.states import EDITORS, SENDERS, DeliveryState
from portal.accounts.rules import require
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, require_move

CLOCK = "GAZETTE_DELIVERY"


@transaction.atomic
def ask_for(*, document: Document, actor: Actor, at: datetime) -> GazetteDelivery:
    """The gazette office asks for a document that is not on its way. Raises ``NotAllowed`` or ``InvalidInput``."""
    office = gazette_office()
    if office is None:
        raise InvalidInput({"document": "还没有一期公报，不知道送到哪里"})
    require(actor, EDITORS, office, doing="要求送交")
    delivery = _wanted(document, actor=actor, at=at)
    if delivery is None:
        raise InvalidInput({"document": "这份文件不在应登而未登的里面，或者已经要求送交"})
    return delivery


def follow_document(document: Document, act: str, *, actor: Actor, at: datetime) -> None:
    """A document that has to be printed went up or down. Nothing is owed before there is a gazette."""
    if act == "publish":
        _wanted(document, actor=actor, at=at)
    elif not document.is_public:
        drop(document, at=at)
    for entry in GazetteEntry.objects.filter(document=document).defer("text"):
        queue(entry)


def _wanted(document: Document, *, actor: Actor, at: datetime) -> GazetteDelivery | None:
    """The delivery that is now owed; ``None`` when nothing new is."""
    office = gazette_office() if is_due(document) else None
    if office is None:
        return None
    delivery = GazetteDelivery.objects.filter(document=document).first()
    if delivery is None:
        delivery = GazetteDelivery.objects.create(document=document, organ=document.organ.heir(), office=office)
        after = {"document": document.title, "office": office.name}
        record(act="open_delivery", subject=delivery, actor=actor, at=at, after=after)
    elif delivery.state == DeliveryState.DROPPED:
        move(delivery, "want", actor=SYSTEM, at=at)
    else:
        return None
    start, organ = local(at).date(), delivery.organ.heir()
    open_deadline(rule=CLOCK, subject=delivery, organ=organ, start=start, actor=actor, at=at)
    return delivery


@transaction.atomic
def deliver(delivery: GazetteDelivery, *, contact: str, note: str = "", actor: Actor, at: datetime) -> GazetteDelivery:
    """Hand the standard text over, with the person who answers for it. Raises ``Blocked`` or ``InvalidInput``."""
    require_move(delivery, "deliver", actor=actor)
    clean = checked(DELIVERY, {"contact": contact, "note": note})
    move(delivery, "deliver", actor=actor, at=at, fields=clean | {"delivered_at": at})
    _stop(delivery, actor=actor, at=at)
    return delivery


@transaction.atomic
def hand_back(delivery: GazetteDelivery, *, reason: str, actor: Actor, at: datetime) -> GazetteDelivery:
    """Something is missing: a new clock runs from today."""
    move(delivery, "hand_back", actor=actor, at=at, reason=reason, fields={"delivered_at": None})
    start, organ = local(at).date(), delivery.organ.heir()
    open_deadline(rule=CLOCK, subject=delivery, organ=organ, start=start, actor=actor, at=at)
    tell(
        recipients_of(organ, *SENDERS, at=at),
        subject_line="公报室退回一份文件，要补正以后再送",
        body=f"原因：{reason.strip()}\n请在工作台办理：/admin/disclosure/gazettedelivery/{delivery.pk}/change/",
        kind="gazette_delivery",
        dedupe_key=f"gazette-delivery|{delivery.pk}|{delivery.version}",
        at=at,
        about=ref(delivery),
    )
    return delivery


def placed(issue: GazetteIssue, *, at: datetime) -> None:
    """The issue is out: what it prints is delivered and done."""
    printed = issue.entries.exclude(document=None).values("document")
    open_ones = GazetteDelivery.objects.filter(state__in=[DeliveryState.WANTED, DeliveryState.DELIVERED])
    for delivery in open_ones.filter(document__in=printed).select_related("organ", "office", "document"):
        move(delivery, "place", actor=SYSTEM, at=at, reason=str(issue))
        _stop(delivery, actor=SYSTEM, at=at)


def drop(document: Document, *, at: datetime) -> None:
    """What is off the page is not printed."""
    open_ones = GazetteDelivery.objects.filter(state__in=[DeliveryState.WANTED, DeliveryState.DELIVERED])
    for delivery in open_ones.filter(document=document).select_related("organ", "office"):
        move(delivery, "drop", actor=SYSTEM, at=at)
        _stop(delivery, actor=SYSTEM, at=at, outcome=Outcome.CANCELLED)


def _stop(delivery: GazetteDelivery, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> None:
    if clock := running_clock(ref(delivery), CLOCK):
        close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)
