"""Once a day: whether the appraisal of the year has begun."""

from celery import shared_task

from assessment.appraisal.services import attend
from portal import clock


@shared_task
def attend_to_the_year() -> None:
    attend(at=clock.now())
