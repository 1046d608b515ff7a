"""Whose pages are open on this phone (portal/receipts)."""

from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from assessment.supervision.models import Supervisor
from portal.receipts.session import Counter

COUNTER = Counter("/supervision/", "supervisor", "supervisor_receipt", "assessment.supervision")


def open_for(response: HttpResponseBase, row: Supervisor) -> None:
    COUNTER.open(response, pk=row.pk, code_hash=row.code_hash)


def supervisor_in(request: HttpRequest, on: date) -> Supervisor | None:
    """Who has the pages open; nobody whose term is over."""
    found = COUNTER.opened_in(request)
    if found is None:
        return None
    pk, beginning = found
    row = Supervisor.objects.filter(pk=pk, code_hash__startswith=beginning).exclude(code_hash="").first()
    return row if row is not None and row.serves(on) else None
