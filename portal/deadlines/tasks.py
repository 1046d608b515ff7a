"""What the worker runs."""

from celery import shared_task

from portal import clock
from portal.deadlines import services


@shared_task(name="portal.deadlines.tasks.sweep")
def sweep() -> None:
    """Every minute: reminders and escalations of whatever is due."""
    services.sweep(at=clock.now())
