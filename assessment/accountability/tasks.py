"""Every hour: new leads, and reports that did not come."""

from celery import shared_task

from assessment.accountability import services
from portal import clock


@shared_task
def attend() -> int:
    """Returns how many leads are new."""
    at = clock.now()
    services.remind(at=at)
    return services.propose_leads(at=at)
