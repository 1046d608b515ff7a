"""Two small cookies instead of an account: whose tracking page is open, and the receipt just earned.

Both are readable by the server alone, go to the pages of their counter only and end soon. No code and no number stands
in either in plain words, nor on the server.
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

IDLE_SECONDS = 30 * 60
"""A tracking page nobody touched for so long asks for number and code again."""

RECEIPT_SECONDS = 15 * 60
"""So long this browser may show the receipt again: a phone that drops the page must not cost the code."""

_HASH_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Receipt:
    """``is_new``: of a case just filed; otherwise of a code that was issued anew."""

    number: str
    code: str
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Counter:
    """One kind of case that citizens file and follow. ``path`` is above all its pages; ``tracking`` and ``receipt``
    name its cookies, ``salt`` tells its signatures from those of others."""

    path: str
    tracking: str
    receipt: str
    salt: str

    def open(self, response: HttpResponseBase, *, pk: int, code_hash: str) -> None:
        """From now on, and until nobody touches it for ``IDLE_SECONDS``, this browser may see the case. A new query
        code closes it everywhere."""
        value = signing.dumps([pk, code_hash[:_HASH_CHARACTERS]], salt=self.salt)
        self._set(response, self.tracking, value, IDLE_SECONDS)

    def opened_in(self, request: HttpRequest) -> tuple[int, str] | None:
        """Number of the row this browser has open, and how the digest of its code begins."""
        try:
            pk, beginning = signing.loads(request.COOKIES.get(self.tracking, ""), salt=self.salt, max_age=IDLE_SECONDS)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return int(pk), str(beginning)

    def close(self, response: HttpResponseBase) -> None:
        response.delete_cookie(self.tracking, path=self.path, samesite="Strict")

    def give_receipt(self, response: HttpResponseBase, receipt: Receipt, *, at: datetime) -> None:
        """The receipt travels sealed: it lies in this browser alone."""
        content = json.dumps([receipt.number, receipt.code, receipt.is_new, int(at.timestamp())])
        self._set(response, self.receipt, sealing.seal(content, self.receipt), RECEIPT_SECONDS)

    def receipt_in(self, request: HttpRequest, *, at: datetime) -> Receipt | None:
        """The receipt, while it may be shown."""
        try:
            content = sealing.unseal(request.COOKIES.get(self.receipt, ""), self.receipt)
            number, code, is_new, given = json.loads(content)
        except (DomainError, ValueError):
            return None
        return Receipt(number, code, is_new) if at.timestamp() < given + RECEIPT_SECONDS else None

    def drop_receipt(self, response: HttpResponseBase) -> None:
        response.delete_cookie(self.receipt, path=self.path, samesite="Strict")

    def _set(self, response: HttpResponseBase, name: str, value: str, seconds: int) -> None:
        response.set_cookie(
            name, value, max_age=seconds, path=self.path, secure=settings.HTTPS, httponly=True, samesite="Strict"
        )
