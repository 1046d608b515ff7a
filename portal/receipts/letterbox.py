"""The page of a form without account: one page, nothing typed is lost, the receipt is shown after it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal import clock
from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.filing import AlreadyFiled, Sent
from portal.receipts.pages import CONFLICT, first_messages
from portal.receipts.session import Counter, Receipt
from portal.site.throttling import SlowDown


class CitizenForm(Protocol):
    """What a letterbox needs of a Django form. It has the field ``website``, a trap that people never see."""

    cleaned_data: dict[str, Any]
    is_bound: bool

    def is_valid(self) -> bool: ...

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        """Show the messages of the service at their fields."""


@dataclass(frozen=True, slots=True)
class Letterbox:
    """``template`` shows ``form`` and ``token``; ``done`` is the name of the page with the receipt."""

    counter: Counter
    template: str
    done: str
    limit: SlowDown

    def take(
        self, request: HttpRequest, form: CitizenForm, file: Callable[[str, datetime], Sent[Any]], **context: Any
    ) -> HttpResponse:
        """The page, or what was posted goes to ``file`` with its token and the time."""
        token = request.POST.get("token", "") or codes.new_token()
        status = 200
        if form.is_bound and form.is_valid():
            try:
                return self._filed(request, form, lambda at: file(token, at))
            except DomainError as refused:
                form.refuse(first_messages(refused).items())
                status = CONFLICT if isinstance(refused, AlreadyFiled) else 200
        return render(request, self.template, {"form": form, "token": token} | context, status=status)

    def _filed(self, request: HttpRequest, form: CitizenForm, file: Callable[[datetime], Sent[Any]]) -> HttpResponse:
        """A machine that filled the trap is thanked and forgotten."""
        response = redirect(self.done)
        if form.cleaned_data["website"]:
            return response
        self.limit.count(request)
        at = clock.now()
        sent = file(at)
        self.counter.give_receipt(response, Receipt(sent.row.number, sent.code), at=at)
        return response
