"""政民互动: the public list, the form, the receipt, the page of one letter."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.paging import listing
from portal import clock
from portal.audit.pages import kept_until_next_act
from portal.clock import local
from portal.deadlines.selectors import rule
from portal.errors import DomainError, InvalidInput
from portal.files import serving
from portal.receipts import codes
from portal.receipts.lost import LostAndFound, link_page, lost_page
from portal.receipts.pages import CONFLICT, first_messages, private
from portal.receipts.receivers import receiver
from portal.receipts.session import Receipt
from portal.site.throttling import SlowDown
from sentiment.mailbox import clocks, receipts, selectors, services
from sentiment.mailbox.codes import GENERAL, SIMPLE, Kind
from sentiment.mailbox.forms import FilterForm, MessageForm
from sentiment.mailbox.models import Message, MessageLink
from sentiment.mailbox.progress import progress_of
from sentiment.mailbox.states import SCORES, WORDS_LENGTH

YEARS_SHOWN = 5
_READ_WRITE = ("GET", "HEAD", "POST")
_filings = SlowDown("mailbox-filing", limit=20, seconds=3600)

# --- for everybody ------------------------------------------------------------------------------------


@require_safe
@kept_until_next_act
def messages(request: HttpRequest) -> HttpResponse:
    """What others asked and were answered, newest first, with the figures of the year (S0-7.2)."""
    chosen = FilterForm(request.GET).chosen()
    at = clock.now()
    asked = {"organ": chosen["organ"], "kind": chosen["kind"], "year": chosen["year"], "q": chosen["words"]}
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "listing": listing(selectors.public_messages(**chosen), request.GET, query=f"{query}&" if query else ""),
        "organs": selectors.organs_with_letters(),
        "kinds": [kind for kind in Kind if kind != Kind.REPORT],
        "asked": asked,
        "is_filtered": bool(query),
        "year": local(at).year,
        "whole": selectors.figures(local(at).year, at=at),
    }
    return render(request, "mailbox/messages.html", context)


@require_safe
@kept_until_next_act
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter and its answer; one that was taken down stays with status 410 and without its words."""
    row = get_object_or_404(Message.objects.with_page().select_related("organ"), pk=pk)
    if not row.is_public:
        return render(request, "mailbox/taken_down.html", {"message": row}, status=410)
    return render(request, "mailbox/message.html", {"message": row, "scores": dict(SCORES)})


@require_safe
@kept_until_next_act
def statistics(request: HttpRequest) -> HttpResponse:
    """``?year=2025``: one of the last years; this year for anything else."""
    at = clock.now()
    this_year = local(at).year
    years = [this_year - back for back in range(YEARS_SHOWN)]
    year = next((each for each in years if str(each) == request.GET.get("year", "")), this_year)
    context = {
        "year": year,
        "years": years,
        "is_running": year == this_year,
        "today": local(at).date(),
        "whole": selectors.figures(year, at=at),
        "rows": selectors.figures_by_organ(year, at=at),
    }
    return render(request, "mailbox/statistics.html", context)


# --- writing ------------------------------------------------------------------------------------------


@require_http_methods(_READ_WRITE)
@private
def write(request: HttpRequest) -> HttpResponse:
    """One page; nothing typed is lost on an error."""
    today = clock.today()
    organs = selectors.addressable(today)
    token = request.POST.get("token", "") or codes.new_token()
    status = 200
    if request.method == "POST":
        form = MessageForm(request.POST, request.FILES, organs=organs)
        if form.is_valid():
            try:
                return _sent(request, form, token)
            except DomainError as refused:
                form.refuse(first_messages(refused).items())
                status = CONFLICT if isinstance(refused, services.AlreadyFiled) else 200
    else:
        form = MessageForm(initial={"organ": request.GET.get("organ", "")[:40]}, organs=organs)
    limits = {"simple": rule(SIMPLE, on=today), "general": rule(GENERAL, on=today)}
    return render(request, "mailbox/write.html", {"form": form, "token": token, **limits}, status=status)


def _sent(request: HttpRequest, form: MessageForm, token: str) -> HttpResponse:
    """A machine that filled the trap is thanked and forgotten."""
    response = redirect("mailbox:done")
    if form.cleaned_data["website"]:
        return response
    _filings.count(request)
    at = clock.now()
    sent = services.submit(
        organ=form.addressee(),
        values=form.values(),
        files=form.cleaned_data["attachments"],
        identity_number=form.cleaned_data.get("identity_number", ""),
        token=token,
        actor=services.CITIZEN,
        at=at,
    )
    receipts.COUNTER.give_receipt(response, Receipt(sent.message.number, sent.code), at=at)
    return response


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    filed = Message.objects.select_related("organ").filter(number=receipt.number).first() if receipt else None
    due = clocks.of_the_answer(filed) if filed and receipt and receipt.is_new else None
    return render(request, "mailbox/done.html", {"receipt": receipt, "filed": filed, "due": due})


@require_POST
@private
def kept(request: HttpRequest) -> HttpResponse:
    """The code was written down: this browser forgets it."""
    response = redirect("mailbox:done")
    receipts.COUNTER.drop_receipt(response)
    return response


# --- following ----------------------------------------------------------------------------------------


@require_http_methods(_READ_WRITE)
@private
def track(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    response = render(request, "mailbox/track.html", progress_of(found, at=clock.now()))
    receipts.DOOR.enter(response, found)
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    return receipts.DOOR.leave()


@require_http_methods(_READ_WRITE)
@receipts.DOOR.of_open
def withdraw(request: HttpRequest, found: Message) -> HttpResponse:
    context: dict[str, Any] = {"message": found}
    if request.method == "POST":
        try:
            services.withdraw(found, actor=services.CITIZEN, at=clock.now())
            return redirect("mailbox:track")
        except DomainError as refused:
            context["failure"] = refused.message
    return render(request, "mailbox/withdraw.html", context, status=CONFLICT if "failure" in context else 200)


@require_http_methods(_READ_WRITE)
@receipts.DOOR.of_open
def offer(request: HttpRequest, found: Message) -> HttpResponse:
    """What only the writer can begin: with a reason, the form, and a way to say no."""
    to = receiver(found.offered)
    if to is None or to.form is None:
        return redirect("mailbox:track")
    carried = services.carried_by(found)
    form = to.form(request.POST or None, carried=carried)
    context: dict[str, Any] = {"message": found, "to": to, "form": form, "files": carried.files}
    if request.method == "POST" and form.is_valid():
        try:
            return _handed_on(found, form.cleaned_data)
        except DomainError as refused:
            for name, words in first_messages(refused).items():
                form.add_error(name if name in form.fields else None, words)
            if not isinstance(refused, InvalidInput):
                return render(request, "mailbox/offer.html", context, status=CONFLICT)
    return render(request, "mailbox/offer.html", context)


def _handed_on(found: Message, added: dict[str, str]) -> HttpResponse:
    at = clock.now()
    taken = services.accept_offer(found, added=added, actor=services.CITIZEN, at=at)
    response = redirect("mailbox:handed_on")
    receipts.COUNTER.give_receipt(response, Receipt(taken.name, taken.code), at=at)
    return response


@require_safe
@receipts.DOOR.of_open
def handed_on(request: HttpRequest, found: Message) -> HttpResponse:
    """Number and code of the new case, as long as this browser may show them."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    if receipt is None or not found.converted_to.endswith(receipt.number):
        return redirect("mailbox:track")
    return render(request, "mailbox/handed_on.html", {"message": found, "receipt": receipt})


@require_POST
@receipts.DOOR.of_open
def decline(request: HttpRequest, found: Message) -> HttpResponse:
    try:
        services.decline_offer(found, actor=services.CITIZEN, at=clock.now())
    except DomainError as refused:
        return render(request, "mailbox/withdraw.html", {"message": found, "failure": refused.message}, status=CONFLICT)
    return redirect("mailbox:track")


@require_safe
@receipts.DOOR.of_open
def attachment(request: HttpRequest, found: Message, place: int) -> HttpResponseBase:
    """What the writer sent, for the writer. ``place`` counts from one."""
    rows = list(found.files.select_related("file"))
    if not 1 <= place <= len(rows):
        raise Http404
    return serving.send(request, rows[place - 1].file)


@require_http_methods(_READ_WRITE)
@receipts.DOOR.of_open
def rate(request: HttpRequest, found: Message) -> HttpResponse:
    typed = {"score": request.POST.get("score", ""), "words": request.POST.get("words", "")[: WORDS_LENGTH * 2]}
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            services.rate(found, **typed, actor=services.CITIZEN, at=clock.now())
            return redirect("mailbox:track")
        except DomainError as refused:
            faults = first_messages(refused)
    context = {"message": found, "scores": SCORES, "typed": typed, "faults": faults, "loose": faults.get("", "")}
    return render(request, "mailbox/rate.html", context)


# --- a lost code --------------------------------------------------------------------------------------

_LOST = LostAndFound(
    name="mailbox",
    case="留言",
    base="base.html",
    crumbs="mailbox/crumbs.html",
    hint="例如：信2026-000123",
    instead="打电话核实身份以后，口头告诉您结果",
    counter=receipts.COUNTER,
    links=MessageLink,
    ask=services.ask_for_code,
    use=partial(services.use_link, actor=services.CITIZEN),
)
lost = lost_page(_LOST)
link = link_page(_LOST)
