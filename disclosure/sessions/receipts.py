"""The registration and the receipt of it in one browser (portal/receipts)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from disclosure.sessions.models import Observer
from portal.receipts.session import Counter

COUNTER = Counter("/sessions/", "observer", "observer_receipt", "disclosure.sessions.tracking")


def open_registration(response: HttpResponseBase, observer: Observer) -> None:
    COUNTER.open(response, pk=observer.pk, code_hash=observer.code_hash)


def registration_open_in(request: HttpRequest) -> Observer | None:
    """The one this browser has open."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    rows = Observer.objects.select_related("session__organ", "item").filter(pk=pk, code_hash__startswith=beginning)
    return rows.exclude(code_hash="").first()
