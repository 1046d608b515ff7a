"""``/demonstrations/``: who is shown to everybody, who is named, whose name was taken back (S1-7.3b, S1-8.3a); an
objection without an account."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.demonstration import receipts, services
from assessment.demonstration.forms import ObjectionForm
from assessment.demonstration.models import Candidacy, Dissent
from assessment.demonstration.selectors import unit as unit_of
from assessment.demonstration.selectors import years
from assessment.demonstration.services.objecting import REPLY
from portal import clock
from portal.deadlines.selectors import rule, running_clock
from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.pages import CONFLICT, first_messages, private
from portal.receipts.session import Receipt
from portal.site.throttling import SlowDown
from portal.subjects import ref

_READ_WRITE = ("GET", "HEAD", "POST")
_filings = SlowDown("dissent", limit=10, seconds=3600)


@require_safe
def demonstrations(request: HttpRequest) -> HttpResponse:
    return render(request, "demonstration/demonstrations.html", {"years": years(), "today": clock.today()})


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what it showed for each standard, what happened when, how it was reviewed (S1-8.3a, S1-8.4)."""
    row = get_object_or_404(Candidacy.objects.public().select_related("organ", "programme__organ"), pk=pk)
    context = {"row": row, "unit": unit_of(row), "takes": row.takes_objections(clock.today())}
    return render(request, "demonstration/unit.html", context)


@require_http_methods(_READ_WRITE)
@private
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """One page; nothing typed is lost on an error."""
    rows = Candidacy.objects.public().select_related("organ", "programme__organ")
    row = get_object_or_404(rows, pk=pk)
    form, status = ObjectionForm(request.POST if request.method == "POST" else None), 200
    token = request.POST.get("token", "") or codes.new_token()
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(request, row, form, token)
        except DomainError as refused:
            form.refuse(first_messages(refused).items())
            status = CONFLICT if isinstance(refused, services.AlreadyFiled | services.Closed) else 200
    context = {"row": row, "form": form, "token": token, "takes": row.takes_objections(clock.today())}
    context["reply"] = rule(REPLY, on=clock.today())
    return render(request, "demonstration/write.html", context, status=status)


def _sent(request: HttpRequest, row: Candidacy, form: ObjectionForm, token: str) -> HttpResponse:
    """A machine that filled the trap is thanked and forgotten."""
    response = redirect("demonstration:done")
    if form.cleaned_data["website"]:
        return response
    _filings.count(request)
    at = clock.now()
    sent = services.object_to(row, **form.values(), token=token, actor=services.CITIZEN, at=at)
    receipts.COUNTER.give_receipt(response, Receipt(sent.row.number or "", sent.code), at=at)
    return response


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    rows = Dissent.objects.select_related("candidacy__organ")
    filed = rows.filter(number=receipt.number).first() if receipt else None
    due = running_clock(ref(filed.candidacy), REPLY, key=f"dissent|{filed.pk}") if filed else None
    return render(request, "demonstration/done.html", {"receipt": receipt, "filed": filed, "due": due})


@require_http_methods(_READ_WRITE)
@private
def track(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    response = render(request, "demonstration/track.html", {"row": found, "office": found.candidacy.programme.organ})
    receipts.DOOR.enter(response, found)
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponseBase:
    """Closes the page and forgets the receipt in this browser."""
    return receipts.DOOR.leave()
