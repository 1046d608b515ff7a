"""Public pages of government meetings: what comes, what was decided; registration of observers."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.paging import listing
from disclosure.sessions import receipts, selectors, services
from disclosure.sessions.clocks import RESULT
from disclosure.sessions.forms import RegistrationForm
from disclosure.sessions.models import Observer, Session
from disclosure.sessions.states import AHEAD, ObserverState, State
from portal import clock
from portal.audit.pages import kept_until_next_act
from portal.clock import local
from portal.deadlines.selectors import rule
from portal.errors import DomainError
from portal.files import serving
from portal.receipts import codes
from portal.receipts.door import CLOSED
from portal.receipts.filing import AlreadyFiled
from portal.receipts.pages import CONFLICT, first_messages, private
from portal.receipts.session import Receipt
from portal.site.throttling import SlowDown

_READ_WRITE = ("GET", "HEAD", "POST")
_sent = SlowDown("session-registration", limit=10, seconds=3600)


@require_safe
@kept_until_next_act
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one can sit in, what comes, what waits for its result, what was decided (S3-2.1b, S4-1.1b)."""
    at = clock.now()
    waiting = list(selectors.waiting(at))
    dues = selectors.dues_of(waiting)
    year = local(at).year
    context = {
        "open": selectors.taking_registrations(at),
        "ahead": selectors.ahead(at),
        "waiting": [_Waiting(row, dues.get(row.pk), at) for row in waiting],
        "listing": listing(selectors.results(), request.GET),
        "rule": rule(RESULT, on=local(at).date()),
        "year": year,
        "figures": selectors.figures(year),
    }
    return render(request, "disclosure/sessions/sessions.html", context)


class _Waiting:
    """A meeting whose result is not out, and when it has to be."""

    def __init__(self, row: Session, due: Any, at: datetime) -> None:
        self.row, self.due = row, due
        self.is_over = due is not None and at >= due.due_at


@require_safe
@kept_until_next_act
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: the announcement with its open items, then what was decided."""
    row = _public(pk)
    at = clock.now()
    due = selectors.dues_of([row]).get(row.pk)
    context = {
        "session": row,
        "items": selectors.public_items(row),
        "is_cancelled": row.state == State.CANCELLED,
        "is_ahead": row.state == State.ANNOUNCED and row.starts_at > at,
        "takes": row.takes_registrations(at),
        "kinds": row.invited_kinds() if row.seats else [],
        "left": selectors.seats_left(row),
        "due": due,
        "is_over": due is not None and at >= due.due_at,
        "withheld": selectors.withheld_count(row),
        "attendance": selectors.attendance(row) if row.has_result else [],
        "files": selectors.public_files(row),
    }
    return render(request, "disclosure/sessions/session.html", context)


@require_safe
def session_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A paper of a published result: the copy without hidden content, where there is one."""
    found = selectors.public_file(pk, file)
    if found is None:
        raise Http404
    return serving.send(request, found)


def _public(pk: int) -> Session:
    return get_object_or_404(Session.objects.public().select_related("organ"), pk=pk)


# --- registration -------------------------------------------------------------------------------------


@require_http_methods(_READ_WRITE)
@private
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """One page; nothing typed is lost on an error, nor when the end has passed meanwhile."""
    row = _public(pk)
    token = request.POST.get("token", "") or codes.new_token()
    given: dict[str, Any] = {"kinds": row.invited_kinds(), "items": selectors.public_items(row)}
    form = RegistrationForm(request.POST, **given) if request.method == "POST" else RegistrationForm(**given)
    failure, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            return _registered(request, row, form, token)
        except DomainError as refused:
            if isinstance(refused, services.RegistrationOver):
                failure = refused.message
            else:
                form.refuse(first_messages(refused).items())
            status = CONFLICT if isinstance(refused, services.RegistrationOver | AlreadyFiled) else 200
    context = {"session": row, "form": form, "token": token, "failure": failure}
    context["takes"] = row.takes_registrations(clock.now())
    return render(request, "disclosure/sessions/register.html", context, status=status)


def _registered(request: HttpRequest, row: Session, form: RegistrationForm, token: str) -> HttpResponse:
    """A machine that filled the trap is thanked and forgotten."""
    response = redirect("sessions:done")
    if form.cleaned_data["website"]:
        return response
    _sent.count(request)
    given: dict[str, Any] = {"values": form.values(), "item": form.wanted(), "token": token}
    sent = services.register(row, **given, actor=services.CITIZEN, moment=clock.now)
    receipt = Receipt(sent.row.number, sent.code)
    receipts.COUNTER.give_receipt(response, receipt, at=sent.row.received_at)
    return response


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    rows = Observer.objects.select_related("session")
    sent = rows.filter(number=receipt.number).first() if receipt else None
    return render(request, "disclosure/sessions/done.html", {"receipt": receipt, "sent": sent})


@require_http_methods(_READ_WRITE)
@private
def mine(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    context = {
        "observer": found,
        "session": found.session,
        "item": selectors.public_item(found),
        "is_cancelled": found.session.state == State.CANCELLED,
        "may_withdraw": _may_withdraw(found, clock.now()),
    }
    response = render(request, "disclosure/sessions/mine.html", context)
    receipts.DOOR.enter(response, found)
    return response


def _may_withdraw(observer: Observer, at: datetime) -> bool:
    waits = observer.state in (ObserverState.REGISTERED, ObserverState.CHOSEN)
    return waits and observer.session.state in AHEAD and observer.session.starts_at > at


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponseBase:
    """Closes the page and forgets the receipt in this browser."""
    return receipts.DOOR.leave()


@require_http_methods(_READ_WRITE)
@private
def withdraw(request: HttpRequest) -> HttpResponseBase:
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request, expired=True, status=CLOSED)
    failure = ""
    if request.method == "POST":
        try:
            services.withdraw(found, actor=services.CITIZEN, at=clock.now())
            return redirect("sessions:mine")
        except DomainError as refused:
            failure = refused.message
    context = {"observer": found, "session": found.session, "failure": failure}
    response = render(request, "disclosure/sessions/withdraw.html", context, status=CONFLICT if failure else 200)
    receipts.DOOR.enter(response, found)
    return response
