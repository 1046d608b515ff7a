"""The case of a citizen and the receipt of it in one browser (portal/receipts)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.receipts.session import Counter
from requests_app.cases.models import DisclosureRequest

COUNTER = Counter("/requests/", "tracking", "receipt", "requests_app.citizens.tracking")


def open_case(response: HttpResponseBase, request: DisclosureRequest) -> None:
    COUNTER.open(response, pk=request.pk, code_hash=request.code_hash)


def case_open_in(request: HttpRequest) -> DisclosureRequest | None:
    """The case this browser has open."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    rows = DisclosureRequest.objects.select_related("organ", "applicant")
    return rows.filter(pk=pk, code_hash__startswith=beginning).exclude(code_hash="").first()
