"""Sealing every few seconds, one full check every night."""

import logging

from celery import shared_task

from portal import clock
from portal.audit import services

logger = logging.getLogger(__name__)
MOST_BATCHES = 50
LONGEST_CHECK_SECONDS = 4 * 3600


@shared_task(name="portal.audit.tasks.seal")
def seal() -> int:
    """Seal what waits; a great backlog is taken up again by the next run."""
    at = clock.now()
    total = 0
    for _ in range(MOST_BATCHES):
        sealed = services.seal(at=at)
        total += sealed
        if sealed < services.SEAL_BATCH:
            break
    return total


@shared_task(name="portal.audit.tasks.verify", time_limit=LONGEST_CHECK_SECONDS)
def verify() -> bool:
    """The nightly check. The tip goes to the log, which is kept outside the database."""
    result = services.keep_verification(at=clock.now())
    if result.faults:
        logger.error("audit trail: %s faults, first: %s", result.faults, result.first_fault)
    else:
        logger.info("audit trail intact: %s events, tip %s", result.events, result.tip)
    return result.faults == 0
