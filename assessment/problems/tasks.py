"""The daily collection. What was missed yesterday is found today."""

from celery import shared_task

from assessment.problems.services import collect
from portal import clock


@shared_task
def collect_problems() -> None:
    collect(at=clock.now())
