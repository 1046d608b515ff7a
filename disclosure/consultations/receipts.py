"""The opinion of a citizen in one browser, its receipt, and the page that asks for its number (portal/receipts)."""

from django.db.models import QuerySet

from disclosure.consultations.models import Opinion
from portal.receipts.door import Door
from portal.receipts.session import Counter

COUNTER = Counter("/consultations/", "opinion", "opinion_receipt", "disclosure.consultations.tracking")


def _rows() -> QuerySet[Opinion]:
    return Opinion.objects.select_related("consultation__organ", "passage", "theme")


DOOR = Door(
    COUNTER,
    _rows,
    template="disclosure/consultations/open.html",
    inside="consultations:mine",
    throttle="consultation-mine",
)
