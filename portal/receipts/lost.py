"""查询码丢了: a new code goes to whoever answers from the proved mailbox of the case; alike for every kind of case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.errors import DomainError
from portal.receipts.links import LinkSpent, MailedLink
from portal.receipts.pages import TOO_MANY, first_messages, private
from portal.receipts.session import Counter, Receipt
from portal.site.throttling import SlowDown

GONE = 410
_LONGEST_NUMBER, _LONGEST_EMAIL, _LONGEST_TOKEN = 40, 200, 100
_READ_WRITE = ("GET", "HEAD", "POST")


class AskForCode(Protocol):
    """Mails a link for a new code, if ``email`` is the proved mailbox of the case. Says nothing either way."""

    def __call__(self, *, number: str, email: str, at: datetime) -> None: ...


class UseLink(Protocol):
    """Does what the link is for; returns the number of the case, and the new code or ``""``.

    Raises ``LinkSpent``, or ``InvalidInput`` (``number``) when the case is another one.
    """

    def __call__(self, *, token: str, number: str, at: datetime) -> tuple[str, str]: ...


@dataclass(frozen=True, slots=True)
class LostAndFound:
    """One kind of case. ``name`` is the namespace of its pages, which are called lost, link, track and done; ``case``
    is what people call it. ``base`` and ``crumbs`` are its templates, ``hint`` an example of a number."""

    name: str
    case: str
    base: str
    crumbs: str
    hint: str
    instead: str
    counter: Counter
    links: type[MailedLink]
    ask: AskForCode
    use: UseLink

    @property
    def number(self) -> str:
        return f"{self.case}编号"

    @property
    def track_page(self) -> str:
        return f"{self.name}:track"

    @property
    def lost_page(self) -> str:
        return f"{self.name}:lost"


Page = Callable[[HttpRequest], HttpResponseBase]


def lost_page(of: LostAndFound) -> Page:
    """The answer is the same for everybody."""
    losings = SlowDown(f"{of.name}-lost-code", limit=10, seconds=3600)

    @require_http_methods(_READ_WRITE)
    @private
    def lost(request: HttpRequest) -> HttpResponse:
        typed = {"number": request.POST.get("number", "").strip(), "email": request.POST.get("email", "").strip()}
        messages: dict[str, str] = {}
        if request.method == "POST":
            try:
                losings.count(request)
            except DomainError as refused:
                return _lost(request, of, typed=typed, loose=refused.message, status=TOO_MANY)
            labels = {"number": of.number, "email": "邮箱"}
            messages = {name: f"请填写{label}" for name, label in labels.items() if not typed[name]}
            if not messages:
                number = typed["number"][:_LONGEST_NUMBER].replace("\0", "")
                of.ask(number=number, email=typed["email"][:_LONGEST_EMAIL], at=clock.now())
                return _lost(request, of, is_sent=True)
        return _lost(request, of, typed=typed, messages=messages)

    return lost


def link_page(of: LostAndFound) -> Page:
    """Reading the page does nothing: programs that look at links in mails read it too."""
    openings = SlowDown(f"{of.name}-link", limit=20, seconds=3600)

    @require_http_methods(_READ_WRITE)
    @private
    def link(request: HttpRequest) -> HttpResponse:
        at, token = clock.now(), request.GET.get("token", "")[:_LONGEST_TOKEN]
        found = of.links.opened(token, at=at)
        if found is None:
            return _link(request, of, is_spent=True, status=GONE)
        if request.method != "POST":
            return _link(request, of, link=found)
        number = "".join(request.POST.get("number", "").split())[:_LONGEST_NUMBER]
        try:
            openings.count(request)
            known, code = of.use(token=token, number=number, at=at)
        except LinkSpent:
            return _link(request, of, is_spent=True, status=GONE)
        except DomainError as refused:
            message = "；".join(first_messages(refused).values())
            return _link(request, of, link=found, number=number, message=message)
        if not code:
            return _link(request, of, is_proved=True)
        response = redirect(f"{of.name}:done")
        of.counter.give_receipt(response, Receipt(known, code, is_new=False), at=at)
        return response

    return link


def _lost(request: HttpRequest, of: LostAndFound, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "receipts/lost.html", {"of": of, **context}, status=status)


def _link(request: HttpRequest, of: LostAndFound, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "receipts/link.html", {"of": of, **context}, status=status)
