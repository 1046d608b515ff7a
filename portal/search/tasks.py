"""Work done without anybody waiting."""

import logging

from celery import shared_task

from portal import clock
from portal.search import indexing, missed
from portal.search.engine import IndexBusy

logger = logging.getLogger(__name__)


@shared_task(name="portal.search.tasks.drain")
def drain() -> int:
    """Take in queued changes. When another writer is at work, the next run two seconds later does it."""
    try:
        return indexing.drain(at=clock.now())
    except IndexBusy:
        logger.info("search index is being written by another process")
        return 0


@shared_task(name="portal.search.tasks.reconcile")
def reconcile() -> None:
    """Prove that the index holds what is public, and mend what differs."""
    indexing.reconcile(at=clock.now())


@shared_task(name="portal.search.tasks.forget_missed")
def forget_missed() -> int:
    """Remove old searches without a result."""
    return missed.forget(on=clock.today())
