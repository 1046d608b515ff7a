"""``/data/requests/``: answers for everybody, the form, the receipt, the page of one request."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.data_requests import clocks, receipts, services
from disclosure.data_requests.forms import DataRequestForm
from disclosure.data_requests.models import DataRequest
from disclosure.data_requests.states import RequestState
from disclosure.paging import listing
from portal import clock
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.deadlines.selectors import rule
from portal.receipts.filing import Sent
from portal.receipts.letterbox import Letterbox
from portal.receipts.pages import private
from portal.site.throttling import SlowDown

_READ_WRITE = ("GET", "HEAD", "POST")
_box = Letterbox(
    receipts.COUNTER,
    template="data_requests/write.html",
    done="data_requests:done",
    limit=SlowDown("data-request", limit=10, seconds=3600),
)


@require_safe
@kept_until_next_act
def answered(request: HttpRequest) -> HttpResponse:
    """What was asked for and answered, the newest first, where the asker agreed."""
    rows = DataRequest.objects.public().select_related("organ", "dataset").order_by("-published_at", "-pk")
    return render(request, "data_requests/answered.html", {"listing": listing(rows, request.GET)})


@require_http_methods(_READ_WRITE)
@private
def write(request: HttpRequest) -> HttpResponse:
    """One page; nothing typed is lost on an error."""
    today = clock.today()
    organs = {organ.code: organ for organ in Organ.objects.listed(today)}
    initial = {"organ": request.GET.get("organ", "")[:40]}
    form = DataRequestForm(request.POST if request.method == "POST" else None, initial=initial, organs=organs)

    def file(token: str, at: datetime) -> Sent[DataRequest]:
        organ, values = form.addressee(), form.values()
        return services.ask(organ=organ, values=values, token=token, actor=services.CITIZEN, at=at)

    return _box.take(request, form, file, reply=rule(clocks.REPLY, on=today))


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    filed = DataRequest.objects.select_related("organ").filter(number=receipt.number).first() if receipt else None
    due = clocks.of_the_answer(filed) if filed else None
    return render(request, "data_requests/done.html", {"receipt": receipt, "filed": filed, "due": due})


@require_http_methods(_READ_WRITE)
@private
def track(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    is_answered = found.state in (RequestState.ANSWERED, RequestState.TAKEN_DOWN)
    context = {"row": found, "is_answered": is_answered, "due": clocks.of_the_answer(found)}
    response = render(request, "data_requests/track.html", context)
    receipts.DOOR.enter(response, found)
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponseBase:
    """Closes the page and forgets the receipt in this browser."""
    return receipts.DOOR.leave()
