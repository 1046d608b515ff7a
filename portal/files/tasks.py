"""Nightly: forget what nothing refers to."""

from celery import shared_task

from portal import clock
from portal.files.services import clear_unreferenced


@shared_task(name="portal.files.tasks.clear")
def clear() -> None:
    clear_unreferenced(at=clock.now())
