"""What the worker does about parties that stay silent."""

from celery import shared_task

from portal import clock
from requests_app.consulting import services


@shared_task
def settle_silent() -> int:
    """Their time is over; the clock of the answer goes on."""
    return services.settle_silent(at=clock.now())
