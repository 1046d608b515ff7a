"""``/complaints/``: the form, the receipt, the page of one complaint (Regulations art. 47)."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.complaints import receipts, services
from assessment.complaints.forms import ComplaintForm
from assessment.complaints.models import Complaint
from assessment.complaints.selectors import complained_of
from assessment.complaints.states import ComplaintState
from portal import clock
from portal.deadlines.selectors import rule, running_clock
from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.pages import CONFLICT, first_messages, private
from portal.receipts.session import Receipt
from portal.site.throttling import SlowDown
from portal.subjects import ref

_READ_WRITE = ("GET", "HEAD", "POST")
_filings = SlowDown("complaint", limit=10, seconds=3600)


@require_http_methods(_READ_WRITE)
@private
def write(request: HttpRequest) -> HttpResponse:
    """One page; nothing typed is lost on an error."""
    today = clock.today()
    organs = {organ.code: organ for organ in complained_of(today)}
    token = request.POST.get("token", "") or codes.new_token()
    status = 200
    if request.method == "POST":
        form = ComplaintForm(request.POST, organs=organs)
        if form.is_valid():
            try:
                return _sent(request, form, token)
            except DomainError as refused:
                form.refuse(first_messages(refused).items())
                status = CONFLICT if isinstance(refused, services.AlreadyFiled) else 200
    else:
        form = ComplaintForm(initial={"organ": request.GET.get("organ", "")[:40]}, organs=organs)
    context = {"form": form, "token": token, "reply": rule(services.REPLY, on=today)}
    return render(request, "complaints/write.html", context, status=status)


def _sent(request: HttpRequest, form: ComplaintForm, token: str) -> HttpResponse:
    """A machine that filled the trap is thanked and forgotten."""
    response = redirect("complaints:done")
    if form.cleaned_data["website"]:
        return response
    _filings.count(request)
    at, organ = clock.now(), form.organs[form.cleaned_data["organ"]]
    sent = services.complain(organ=organ, values=form.values(), token=token, actor=services.CITIZEN, at=at)
    receipts.COUNTER.give_receipt(response, Receipt(sent.row.number, sent.code), at=at)
    return response


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    filed = Complaint.objects.select_related("about").filter(number=receipt.number).first() if receipt else None
    due = running_clock(ref(filed), services.REPLY) if filed else None
    return render(request, "complaints/done.html", {"receipt": receipt, "filed": filed, "due": due})


@require_http_methods(_READ_WRITE)
@private
def track(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    due = running_clock(ref(found), services.REPLY)
    context = {"row": found, "is_answered": found.state != ComplaintState.RECEIVED, "due": due}
    response = render(request, "complaints/track.html", context)
    receipts.DOOR.enter(response, found)
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponseBase:
    """Closes the page and forgets the receipt in this browser."""
    return receipts.DOOR.leave()
