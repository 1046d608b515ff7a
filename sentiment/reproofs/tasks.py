"""Every ten minutes: what stands against an organ and was not proposed yet."""

from celery import shared_task

from portal import clock
from sentiment.reproofs.services import propose_due


@shared_task
def propose() -> int:
    """Returns how many proposals were made."""
    return propose_due(at=clock.now())
