"""``/complaints/``: the form, the receipt, the page of one complaint (Regulations art. 47)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.complaints import receipts, services
from assessment.complaints.forms import ComplaintForm
from assessment.complaints.models import Complaint
from assessment.complaints.selectors import complained_of
from assessment.complaints.states import ComplaintState
from portal import clock
from portal.deadlines.selectors import rule, running_clock
from portal.receipts.filing import Sent
from portal.receipts.letterbox import Letterbox
from portal.receipts.pages import private
from portal.site.throttling import SlowDown
from portal.subjects import ref

_READ_WRITE = ("GET", "HEAD", "POST")
_box = Letterbox(
    receipts.COUNTER,
    template="complaints/write.html",
    done="complaints:done",
    limit=SlowDown("complaint", limit=10, seconds=3600),
)


@require_http_methods(_READ_WRITE)
@private
def write(request: HttpRequest) -> HttpResponse:
    """One page; nothing typed is lost on an error."""
    today = clock.today()
    organs = {organ.code: organ for organ in complained_of(today)}
    initial = {"organ": request.GET.get("organ", "")[:40]}
    form = ComplaintForm(request.POST if request.method == "POST" else None, initial=initial, organs=organs)

    def file(token: str, at: datetime) -> Sent[Complaint]:
        organ = form.organs[form.cleaned_data["organ"]]
        return services.complain(organ=organ, values=form.values(), token=token, actor=services.CITIZEN, at=at)

    return _box.take(request, form, file, reply=rule(services.REPLY, on=today))


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
