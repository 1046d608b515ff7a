"""What time does by itself: silence goes up to those who can decide."""

from celery import shared_task

from disclosure.coordination.services import escalate_silent
from portal import clock


@shared_task
def escalate_overdue() -> int:
    """Hand overdue inquiries to 政务公开办; returns how many rounds."""
    return escalate_silent(at=clock.now())
