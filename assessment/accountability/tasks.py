"""Every hour: new leads, reports that did not come, and leads nobody decided on."""

from celery import shared_task

from assessment.accountability import services
from assessment.accountability.sources import SOURCES
from assessment.problems.services import collect
from portal import clock


@shared_task
def attend() -> int:
    """Returns how many leads are new."""
    at = clock.now()
    services.remind(at=at)
    new = services.propose_leads(at=at)
    collect(at=at, sources=SOURCES)
    return new
