"""Once a day: who has not registered what."""

from celery import shared_task

from disclosure.registers.services import remind
from portal import clock


@shared_task
def remind_today() -> int:
    """Returns how many reminders are open."""
    return remind(at=clock.now())
