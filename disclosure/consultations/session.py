"""The opinion of a citizen and the receipt of it in one browser (portal/receipts)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from disclosure.consultations.models import Opinion
from portal.receipts.session import Counter

COUNTER = Counter("/consultations/", "opinion", "opinion_receipt", "disclosure.consultations.tracking")


def open_opinion(response: HttpResponseBase, opinion: Opinion) -> None:
    COUNTER.open(response, pk=opinion.pk, code_hash=opinion.code_hash)


def opinion_open_in(request: HttpRequest) -> Opinion | None:
    """The opinion this browser has open."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    rows = Opinion.objects.select_related("consultation__organ", "passage", "theme")
    return rows.filter(pk=pk, code_hash__startswith=beginning).exclude(code_hash="").first()
