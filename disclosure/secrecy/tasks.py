"""What time does by itself: terms of secrecy end, and the keeper is told before."""

from celery import shared_task

from disclosure.secrecy.services import attend
from portal import clock


@shared_task
def attend_to_terms() -> int:
    """Returns how many terms ended."""
    return attend(at=clock.now())
