"""What time does by itself: guides are looked at when what they rest on has changed."""

from celery import shared_task

from disclosure.services_guide.services import look_at_bases as look
from portal import clock


@shared_task
def look_at_bases() -> int:
    """Returns how many clocks were opened."""
    return look(at=clock.now())
