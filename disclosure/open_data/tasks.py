"""The nightly dump. Asked every few minutes whether it is due: a lost message costs minutes, not a night."""

from celery import shared_task

from disclosure.open_data.services import dump, is_due
from portal import clock


@shared_task
def dump_when_due() -> None:
    at = clock.now()
    if is_due(at=at):
        dump(at=at)
