"""The daily check. Asked every few minutes whether today's has been made: a lost message costs minutes, not a day."""

import secrets

from celery import shared_task

from disclosure.monitoring.services import check_site
from portal import clock

SEED_BITS = 32


@shared_task
def check_today() -> None:
    check_site(at=clock.now(), seed=secrets.randbits(SEED_BITS))
