"""What time does by itself: periods end."""

from celery import shared_task

from disclosure.consultations.services import close_what_is_over
from portal import clock


@shared_task
def close_periods() -> int:
    """Returns how many consultations were closed."""
    return close_what_is_over(at=clock.now())
