"""The objection in one browser, its receipt, and the page that asks for its number (portal/receipts)."""

from django.db.models import QuerySet

from assessment.demonstration.models import Dissent
from portal.receipts.door import Door
from portal.receipts.session import Counter

COUNTER = Counter("/demonstrations/", "dissent", "dissent_receipt", "assessment.demonstration.tracking")


def _rows() -> QuerySet[Dissent]:
    return Dissent.objects.exclude(number=None).select_related("candidacy__organ", "candidacy__programme__organ")


DOOR = Door(
    COUNTER,
    _rows,
    template="demonstration/open.html",
    inside="demonstration:track",
    throttle="dissent-track",
)
