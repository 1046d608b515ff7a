"""What the worker does about letters under way."""

from celery import shared_task

from portal import clock
from requests_app.serving import services


@shared_task
def reach_notified() -> int:
    """Letters on tracking pages whose mail has arrived."""
    return services.reach_notified(at=clock.now())
