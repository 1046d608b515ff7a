"""Whose pages are open on this phone, and the page that asks for number and code (portal/receipts)."""

from django.db.models import QuerySet

from assessment.supervision.models import Supervisor
from portal import clock
from portal.receipts.door import Door
from portal.receipts.session import Counter

COUNTER = Counter("/supervision/", "supervisor", "supervisor_receipt", "assessment.supervision")


def _rows() -> QuerySet[Supervisor]:
    return Supervisor.objects.all()


def _serves(row: Supervisor) -> bool:
    """The code opens nothing before and after the term."""
    return row.serves(clock.today())


DOOR = Door(
    COUNTER,
    _rows,
    template="supervision/open.html",
    inside="supervision:home",
    throttle="supervisor",
    wrong="编号和巡视码对不上，或者聘期已经结束。请照聘任时给您的逐个核对：巡视码20位，字母不分大小写，横线可以不输。",
    admits=_serves,
)
