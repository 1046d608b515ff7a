"""The letter of a citizen in one browser, its receipt, and the page that asks for its number (portal/receipts)."""

from django.db.models import QuerySet

from portal.receipts.door import Door
from portal.receipts.session import Counter
from sentiment.mailbox.models import Message

COUNTER = Counter("/mailbox/", "letter", "letter_receipt", "sentiment.mailbox.tracking")


def _rows() -> QuerySet[Message]:
    return Message.objects.select_related("organ")


DOOR = Door(
    COUNTER,
    _rows,
    template="mailbox/open.html",
    inside="mailbox:track",
    throttle="mailbox-track",
)
