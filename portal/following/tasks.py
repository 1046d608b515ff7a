"""Work done without anybody waiting."""

from celery import shared_task

from portal import clock
from portal.following.services import send_due


@shared_task(name="portal.following.tasks.send_digests")
def send_digests() -> int:
    """Asked every few minutes whose digest is due: a lost message costs minutes, a stopped worker no item."""
    return send_due(at=clock.now())
