"""Once a day: the named without a clock get one, counties that put forward too few townships are told."""

from celery import shared_task

from assessment.demonstration.services import follow_the_named, urge_counties
from portal import clock


@shared_task
def attend_to_demonstration() -> None:
    at = clock.now()
    follow_the_named(at=at)
    urge_counties(at=at)
