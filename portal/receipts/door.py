"""A number and its query code open the page of one case, alike for every kind of case a citizen follows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.pages import TOO_MANY, View, private
from portal.receipts.session import Counter
from portal.site.throttling import SlowDown

CLOSED = 403
_WRONG = "编号和查询码对不上。请照回执逐个核对：查询码20位，字母不分大小写，横线可以不输。"
_LONGEST_NUMBER, _LONGEST_CODE = 40, 60

Row = TypeVar("Row", bound=Model)


def _everybody(_row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Door(Generic[Row]):
    """The page that asks for number and code, and the page behind it.

    ``rows`` are the cases with what their page reads; ``template`` asks, with ``number``, ``failure`` and ``expired``;
    ``inside`` is the name of the page that opens; ``throttle`` names the limits. ``admits`` keeps out whom the code
    alone does not let in; ``wrong`` is what somebody kept out reads.
    """

    counter: Counter
    rows: Callable[[], QuerySet[Row]]
    template: str
    inside: str
    throttle: str
    wrong: str = _WRONG
    admits: Callable[[Row], bool] = _everybody

    def ask(
        self,
        request: HttpRequest,
        *,
        number: str = "",
        failure: str = "",
        expired: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        """The page with the two fields; ``expired`` says that the page closed meanwhile."""
        context = {"number": number, "failure": failure, "expired": expired}
        return render(request, self.template, context, status=status)

    def knock(self, request: HttpRequest) -> HttpResponse:
        """Open the case that was posted. The same words and the same work for a wrong number and a wrong code.

        Whoever has the right code is let in however often others have tried the number: nobody is locked out.
        """
        number = "".join(request.POST.get("number", "").split())[:_LONGEST_NUMBER].replace("\0", "")
        code = request.POST.get("code", "")[:_LONGEST_CODE]
        try:
            SlowDown(self.throttle, limit=20, seconds=600).count(request)
            row = self._fitting(number, code)
            if row is None:
                SlowDown(f"{self.throttle}-number", limit=60, seconds=3600).count_of(number)
        except DomainError as refused:
            return self.ask(request, number=number, failure=refused.message, status=TOO_MANY)
        if row is None:
            return self.ask(request, number=number, failure=self.wrong)
        response = redirect(self.inside)
        self.enter(response, row)
        self.counter.drop_receipt(response)
        return response

    def enter(self, response: HttpResponseBase, row: Row) -> None:
        """From now on this browser has the case open, until nobody touches it for a while."""
        self.counter.open(response, pk=row.pk, code_hash=_hash_of(row))

    def opened_in(self, request: HttpRequest) -> Row | None:
        """The case this browser has open. A new query code closes it."""
        found = self.counter.opened_in(request)
        if found is None:
            return None
        pk, beginning = found
        row = self.rows().filter(pk=pk, code_hash__startswith=beginning).exclude(code_hash="").first()
        return row if row is not None and self.admits(row) else None

    def of_open(self, act: Callable[..., HttpResponseBase]) -> View:
        """Runs ``act(request, row, …)`` on the case this browser has open, and keeps it open."""

        @private
        @wraps(act)
        def shown(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            row = self.opened_in(request)
            if row is None:
                return self.ask(request, expired=True, status=CLOSED)
            response = act(request, row, **kwargs)
            self.enter(response, row)
            return response

        return shown

    def leave(self) -> HttpResponse:
        """Closes the page and forgets the receipt in this browser."""
        response = redirect(self.inside)
        self.counter.close(response)
        self.counter.drop_receipt(response)
        return response

    def _fitting(self, number: str, code: str) -> Row | None:
        row = self.rows().filter(number=number).first()
        if not codes.fits(_hash_of(row) if row is not None else "", number, code):
            return None
        return row if row is not None and self.admits(row) else None


def _hash_of(row: Model) -> str:
    return str(row.code_hash)  # type: ignore[attr-defined]  # each case with a receipt keeps the digest of its code
