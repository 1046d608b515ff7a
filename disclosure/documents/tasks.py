"""What time does by itself: scheduled publications, texts that come into force or expire."""

import logging
from datetime import datetime

from celery import shared_task

from disclosure.documents.models import Document
from disclosure.documents.rules import day_of
from disclosure.documents.services import publish, unschedule
from disclosure.documents.services.validity import outdated, refresh_validity_of
from disclosure.documents.states import State
from portal import clock
from portal.actors import SYSTEM
from portal.errors import Blocked, DomainError, StaleState

logger = logging.getLogger(__name__)

BATCH = 200


@shared_task
def publish_due() -> int:
    """Publish what is scheduled and due; returns how many. Asks what is due now, so that a missed run loses nothing."""
    return publish_scheduled(at=clock.now())


def publish_scheduled(*, at: datetime) -> int:
    """One that is blocked loses its schedule, its people are told why, and the others go on."""
    due = Document.objects.filter(state=State.SIGNED, publish_after__lte=at).select_related("organ", "column")
    return sum(_publish_one(document, at) for document in due.order_by("publish_after", "pk")[:BATCH])


def _publish_one(document: Document, at: datetime) -> bool:
    try:
        publish(document, actor=SYSTEM, at=at)
    except StaleState:
        return False  # another worker or a clerk was faster
    except Blocked as blocked:
        logger.warning("document %s not published on schedule: %s gates closed", document.pk, len(blocked.reasons))
        _take_off_schedule(document, blocked, at)
        return False
    return True


def _take_off_schedule(document: Document, blocked: Blocked, at: datetime) -> None:
    fresh = Document.objects.get(pk=document.pk)
    try:
        unschedule(fresh, actor=SYSTEM, at=at, reason=f"到时未能发布：{blocked.message}")
    except DomainError:
        logger.warning("document %s stays on schedule: somebody is working on it", document.pk)


@shared_task
def refresh_validity() -> int:
    """Bring 有效性 up to the day, on pages and in the index; returns how many changed."""
    return refresh_outdated(at=clock.now())


def refresh_outdated(*, at: datetime) -> int:
    rows = Document.objects.filter(outdated(day_of(at))).order_by("pk")[:BATCH]
    return sum(_refresh_one(document, at) for document in rows)


def _refresh_one(document: Document, at: datetime) -> bool:
    try:
        return refresh_validity_of(document, actor=SYSTEM, at=at)
    except StaleState:
        return False  # a clerk is working on it; the next run asks again
