"""Every hour: whose period ran out."""

from celery import shared_task

from assessment.rectification.services import propose_criticism
from portal import clock


@shared_task
def propose() -> int:
    """Returns how many criticisms were proposed."""
    return propose_criticism(at=clock.now())
