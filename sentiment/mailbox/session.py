"""The letter of a citizen and the receipt of it in one browser (portal/receipts)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.receipts.session import Counter
from sentiment.mailbox.models import Message

COUNTER = Counter("/mailbox/", "letter", "letter_receipt", "sentiment.mailbox.tracking")


def open_letter(response: HttpResponseBase, message: Message) -> None:
    COUNTER.open(response, pk=message.pk, code_hash=message.code_hash)


def letter_open_in(request: HttpRequest) -> Message | None:
    """The letter this browser has open."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    rows = Message.objects.select_related("organ").filter(pk=pk, code_hash__startswith=beginning)
    return rows.exclude(code_hash="").first()
