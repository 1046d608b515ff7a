"""The appeal and the receipt of it in one browser (portal/receipts)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from disclosure.institutions.models import Appeal
from portal.receipts.session import Counter

COUNTER = Counter("/enterprises/appeals/", "unit_appeal", "unit_appeal_receipt", "disclosure.institutions.tracking")


def open_appeal(response: HttpResponseBase, row: Appeal) -> None:
    COUNTER.open(response, pk=row.pk, code_hash=row.code_hash)


def appeal_open_in(request: HttpRequest) -> Appeal | None:
    """The one this browser has open."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    rows = Appeal.objects.select_related("organ", "unit").filter(pk=pk, code_hash__startswith=beginning)
    return rows.exclude(code_hash="").first()
