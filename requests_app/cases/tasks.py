"""What the worker does about requests nobody confirmed."""

from celery import shared_task

from portal import clock
from requests_app.cases import services


@shared_task
def confirm_unattended() -> int:
    """Received by the passing of time."""
    return services.confirm_unattended(at=clock.now())
