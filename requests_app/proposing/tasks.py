"""What the worker does about information several people asked for."""

from celery import shared_task

from portal import clock
from requests_app.proposing import services


@shared_task
def find_proposals() -> int:
    """Clusters nobody has proposed yet."""
    return services.find_proposals(at=clock.now())
