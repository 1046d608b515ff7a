"""The complaint and the receipt of it in one browser (portal/receipts)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from assessment.complaints.models import Complaint
from portal.receipts.session import Counter

COUNTER = Counter("/complaints/", "complaint", "complaint_receipt", "assessment.complaints.tracking")


def open_complaint(response: HttpResponseBase, row: Complaint) -> None:
    COUNTER.open(response, pk=row.pk, code_hash=row.code_hash)


def complaint_open_in(request: HttpRequest) -> Complaint | None:
    """The one this browser has open."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    rows = Complaint.objects.select_related("about", "office").filter(pk=pk, code_hash__startswith=beginning)
    return rows.exclude(code_hash="").first()
