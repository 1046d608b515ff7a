"""Work done without anybody waiting."""

from celery import shared_task

from portal import clock
from portal.notices import services


@shared_task(name="portal.notices.tasks.deliver")
def deliver() -> int:
    """Send what is due; run twice at once or not for an hour, nothing is lost and nothing doubled."""
    return services.deliver(at=clock.now())
