"""The registration of an observer in one browser, its receipt, and the way in (portal/receipts)."""

from django.db.models import QuerySet

from disclosure.sessions.models import Observer
from portal.receipts.door import Door
from portal.receipts.session import Counter

COUNTER = Counter("/sessions/", "observer", "observer_receipt", "disclosure.sessions.tracking")


def _rows() -> QuerySet[Observer]:
    return Observer.objects.select_related("session__organ", "item")


DOOR = Door(
    COUNTER,
    _rows,
    template="disclosure/sessions/open.html",
    inside="sessions:mine",
    throttle="session-mine",
)
