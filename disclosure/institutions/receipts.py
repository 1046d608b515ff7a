"""The appeal of a citizen in one browser, its receipt, and the page that asks for its number (portal/receipts)."""

from django.db.models import QuerySet

from disclosure.institutions.models import Appeal
from portal.receipts.door import Door
from portal.receipts.session import Counter

COUNTER = Counter("/enterprises/appeals/", "unit_appeal", "unit_appeal_receipt", "disclosure.institutions.tracking")


def _rows() -> QuerySet[Appeal]:
    return Appeal.objects.select_related("organ", "unit")


DOOR = Door(
    COUNTER,
    _rows,
    template="disclosure/institutions/open.html",
    inside="institutions:track",
    throttle="unit-appeal-track",
)
