"""The request for data and the receipt of it in one browser (portal/receipts)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from disclosure.data_requests.models import DataRequest
from portal.receipts.session import Counter

COUNTER = Counter("/data/requests/", "data_request", "data_request_receipt", "disclosure.data_requests.tracking")


def open_request(response: HttpResponseBase, row: DataRequest) -> None:
    COUNTER.open(response, pk=row.pk, code_hash=row.code_hash)


def request_open_in(request: HttpRequest) -> DataRequest | None:
    """The one this browser has open."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    rows = DataRequest.objects.select_related("organ", "dataset").filter(pk=pk, code_hash__startswith=beginning)
    return rows.exclude(code_hash="").first()
