"""The complaint in one browser, its receipt, and the page that asks for its number (portal/receipts)."""

from django.db.models import QuerySet

from assessment.complaints.models import Complaint
from portal.receipts.door import Door
from portal.receipts.session import Counter

COUNTER = Counter("/complaints/", "complaint", "complaint_receipt", "assessment.complaints.tracking")


def _rows() -> QuerySet[Complaint]:
    return Complaint.objects.select_related("about", "office")


DOOR = Door(
    COUNTER,
    _rows,
    template="complaints/open.html",
    inside="complaints:track",
    throttle="complaint-track",
)
