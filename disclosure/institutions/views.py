"""``/enterprises/``: units by sector, their lists, and appeals against those that do not publish."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.institutions import clocks, receipts, selectors, services
from disclosure.institutions.forms import AppealForm
from disclosure.institutions.models import Appeal
from disclosure.institutions.states import AppealState
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.audit.pages import kept_until_next_act
from portal.deadlines.selectors import rule
from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.pages import CONFLICT, first_messages, private
from portal.receipts.session import Receipt
from portal.site.throttling import SlowDown

_READ_WRITE = ("GET", "HEAD", "POST")
_filings = SlowDown("unit-appeal", limit=10, seconds=3600)


@require_safe
@kept_until_next_act
def enterprises(request: HttpRequest) -> HttpResponse:
    """Public enterprises and institutions by sector with their lists (S0-9.1, S2-1.17, S3-2.4g)."""
    today = clock.today()
    context = {"sectors": selectors.sectors(today), "year": today.year, "figures": selectors.figures(today.year)}
    return render(request, "disclosure/institutions/enterprises.html", context)


@require_safe
@kept_until_next_act
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """信息公开清单 of one unit, and under which items nothing is published."""
    rows = Organ.objects.filter(kind=OrganKind.PUBLIC_ENTERPRISE).select_related("parent", "parent__successor")
    row, today = get_object_or_404(rows, code=code), clock.today()
    department = selectors.competent_department(row, today)
    context = {"unit": selectors.unit_list(row, today), "organ": row, "department": department}
    return render(request, "disclosure/institutions/unit.html", context)


# --- appeals ------------------------------------------------------------------------------------------


@require_http_methods(_READ_WRITE)
@private
def appeal(request: HttpRequest) -> HttpResponse:
    """One page; nothing typed is lost on an error."""
    today = clock.today()
    units = {row.code: row for row in selectors.units(today)}
    token = request.POST.get("token", "") or codes.new_token()
    status = 200
    if request.method == "POST":
        form = AppealForm(request.POST, units=units)
        if form.is_valid():
            try:
                return _sent(request, form, token)
            except DomainError as refused:
                form.refuse(first_messages(refused).items())
                status = CONFLICT if isinstance(refused, services.AlreadyFiled) else 200
    else:
        form = AppealForm(initial={"unit": request.GET.get("unit", "")[:40]}, units=units)
    context = {"form": form, "token": token, "rule": rule(clocks.APPEAL, on=today)}
    return render(request, "disclosure/institutions/appeal.html", context, status=status)


def _sent(request: HttpRequest, form: AppealForm, token: str) -> HttpResponse:
    """A machine that filled the trap is thanked and forgotten."""
    response = redirect("institutions:done")
    if form.cleaned_data["website"]:
        return response
    _filings.count(request)
    at = clock.now()
    given: dict[str, Any] = {"unit": form.unit_chosen(), "values": form.values(), "token": token}
    sent = services.appeal(**given, actor=services.CITIZEN, at=at)
    receipts.COUNTER.give_receipt(response, Receipt(sent.appeal.number, sent.code), at=at)
    return response


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    rows = Appeal.objects.select_related("organ", "unit")
    filed = rows.filter(number=receipt.number).first() if receipt else None
    context = {"receipt": receipt, "filed": filed, "due": clocks.of_the_result(filed) if filed else None}
    return render(request, "disclosure/institutions/done.html", context)


@require_http_methods(_READ_WRITE)
@private
def track(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    is_told = found.state == AppealState.TOLD
    context = {"row": found, "is_told": is_told, "due": None if is_told else clocks.of_the_result(found)}
    response = render(request, "disclosure/institutions/track.html", context)
    receipts.DOOR.enter(response, found)
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponseBase:
    """Closes the page and forgets the receipt in this browser."""
    return receipts.DOOR.leave()
