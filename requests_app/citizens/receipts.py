"""The case of a citizen in one browser, its receipt, and the page that asks for its number (portal/receipts)."""

from django.db.models import QuerySet

from portal.receipts.door import Door
from portal.receipts.session import Counter
from requests_app.cases.models import DisclosureRequest

COUNTER = Counter("/requests/", "tracking", "receipt", "requests_app.citizens.tracking")


def _rows() -> QuerySet[DisclosureRequest]:
    return DisclosureRequest.objects.select_related("organ", "applicant")


DOOR = Door(
    COUNTER,
    _rows,
    template="requests/open.html",
    inside="requests:track",
    throttle="foi-track",
)
