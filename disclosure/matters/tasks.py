"""What time does by itself: a document a matter rests on expires or is repealed."""

from celery import shared_task

from disclosure.matters.services import note_lapsed_documents
from portal import clock


@shared_task
def note_lapsed() -> int:
    """Returns how many matters were noted."""
    return note_lapsed_documents(at=clock.now())
