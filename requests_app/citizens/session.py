"""Two small cookies instead of an account: whose tracking page is open, and the receipt just earned.

Both are readable by the server alone, go to ``/requests/`` only and end soon. No code and no number stands in either
in plain words, nor on the server.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.errors import DomainError
from portal.privacy import sealing
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens.states import IDLE_SECONDS, RECEIPT_SECONDS

PATH = "/requests/"
_TRACKING, _RECEIPT = "tracking", "receipt"
_SALT = "requests_app.citizens.tracking"
_HASH_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Receipt:
    """``is_new``: of a request just filed; otherwise of a code that was issued anew."""

    number: str
    code: str
    is_new: bool = True


def open_case(response: HttpResponseBase, request: DisclosureRequest) -> None:
    """From now on, and until nobody touches it for ``IDLE_SECONDS``, this browser may see the case. A new query code
    closes it everywhere."""
    value = signing.dumps([request.pk, request.code_hash[:_HASH_CHARACTERS]], salt=_SALT)
    _set(response, _TRACKING, value, IDLE_SECONDS)


def case_open_in(request: HttpRequest) -> DisclosureRequest | None:
    """The case this browser has open."""
    try:
        pk, beginning = signing.loads(request.COOKIES.get(_TRACKING, ""), salt=_SALT, max_age=IDLE_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = DisclosureRequest.objects.select_related("organ", "applicant")
    return rows.filter(pk=pk, code_hash__startswith=beginning).exclude(code_hash="").first()


def close_case(response: HttpResponseBase) -> None:
    response.delete_cookie(_TRACKING, path=PATH, samesite="Strict")


def give_receipt(response: HttpResponseBase, receipt: Receipt, *, at: datetime) -> None:
    """The receipt travels sealed: it lies in this browser alone."""
    content = json.dumps([receipt.number, receipt.code, receipt.is_new, int(at.timestamp())])
    _set(response, _RECEIPT, sealing.seal(content, _RECEIPT), RECEIPT_SECONDS)


def receipt_in(request: HttpRequest, *, at: datetime) -> Receipt | None:
    """The receipt, while it may be shown."""
    try:
        number, code, is_new, given = json.loads(sealing.unseal(request.COOKIES.get(_RECEIPT, ""), _RECEIPT))
    except (DomainError, ValueError):
        return None
    return Receipt(number, code, is_new) if at.timestamp() < given + RECEIPT_SECONDS else None


def drop_receipt(response: HttpResponseBase) -> None:
    response.delete_cookie(_RECEIPT, path=PATH, samesite="Strict")


def _set(response: HttpResponseBase, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, path=PATH, secure=settings.HTTPS, httponly=True, samesite="Strict"
    )
