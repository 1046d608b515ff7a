"""Once a day: last year's reports on websites are opened, late ones proposed to the supervision office."""

from celery import shared_task

from assessment.website_reports.services import open_due, propose_slips
from portal import clock


@shared_task
def attend_to_reports() -> None:
    at = clock.now()
    open_due(at=at)
    propose_slips(at=at)
