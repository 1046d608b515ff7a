"""The request for data in one browser, its receipt, and the page that asks for its number (portal/receipts)."""

from django.db.models import QuerySet

from disclosure.data_requests.models import DataRequest
from portal.receipts.door import Door
from portal.receipts.session import Counter

COUNTER = Counter("/data/requests/", "data_request", "data_request_receipt", "disclosure.data_requests.tracking")


def _rows() -> QuerySet[DataRequest]:
    return DataRequest.objects.select_related("organ", "dataset")


DOOR = Door(
    COUNTER, _rows, template="data_requests/open.html", inside="data_requests:track", throttle="data-request-track"
)
