"""What the worker does about receipts."""

from celery import shared_task

from portal import clock
from requests_app.answering import services


@shared_task
def issue_missing_receipts() -> int:
    """Receipts of requests that were confirmed without a person at hand."""
    return services.issue_missing_receipts(at=clock.now())
