"""The weekly list of privileged access."""

from celery import shared_task

from portal import clock
from portal.accounts import services


@shared_task(name="portal.accounts.tasks.list_privileged_access")
def list_privileged_access() -> int:
    """Keep this week's list; a second run in the week changes nothing. Returns how many appointments it holds."""
    return len(services.list_privileged_access(at=clock.now()).rows)
