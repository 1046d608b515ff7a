"""The worker's sign of life: it travels the same way as all other work, from the scheduler through the broker."""

from celery import shared_task

from portal import clock
from portal.health import WORKER
from portal.models import Beat


@shared_task(name="portal.tasks.beat")
def beat() -> None:
    Beat.strike(WORKER, at=clock.now())
