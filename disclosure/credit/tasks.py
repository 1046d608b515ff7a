"""What time does by itself: periods of publicity end."""

from celery import shared_task

from disclosure.credit.services import end_what_is_over
from portal import clock


@shared_task
def end_periods() -> int:
    """Returns how many records went off the page."""
    return end_what_is_over(at=clock.now())
