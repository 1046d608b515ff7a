"""The form: everything typed travels in the form itself, until it is sent."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.catalogue.selectors import guides_in_force
from portal import clock
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.clock import local
from portal.deadlines import legal_rules
from portal.errors import DomainError, InvalidInput
from portal.receipts.codes import new_token
from portal.receipts.pages import CONFLICT, TOO_MANY, first_messages, private
from portal.receipts.session import Receipt
from portal.site.throttling import SlowDown
from requests_app.cases import clocks
from requests_app.cases.fields import ITEM, ITEMS_AT_MOST
from requests_app.cases.states import FilePurpose
from requests_app.citizens import forms, receipts, selectors, services, steps
from requests_app.citizens.letters import FORMATS, application_form
from requests_app.citizens.states import ATTACHMENTS_AT_MOST
from requests_app.citizens.steps import BY_CODE, STEPS, Step
from requests_app.citizens.typed import Typed, faults_of
from requests_app.citizens.views.private import download, files_of

_filings = SlowDown("foi-filing", limit=20, seconds=3600)
_solvings = SlowDown("foi-solved", limit=20, seconds=3600)
_printings = SlowDown("foi-print", limit=60, seconds=3600)

_UPLOADS = (
    ("identity_files", FilePurpose.IDENTITY, 2),
    ("authority_files", FilePurpose.AUTHORITY, 2),
    ("application_files", FilePurpose.APPLICATION, ATTACHMENTS_AT_MOST),
)


@require_safe
@kept_until_next_act
def start(request: HttpRequest) -> HttpResponse:
    """How to ask an organ for information, and where (Regulations arts. 28 and 29)."""
    today = clock.today()
    context = {"guides": guides_in_force(today), "reply": legal_rules.rule(clocks.REPLY, on=today)}
    return render(request, "requests/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def new(request: HttpRequest) -> HttpResponse:
    """One page of the form. ``go`` says which button was pressed, ``step`` on which page."""
    organs = selectors.addressable(clock.today())
    if request.method != "POST":
        typed = Typed.read({"organ": request.GET.get("organ", "")[:40]})
        return _page(request, STEPS[0], typed, organs)
    typed = Typed.read(request.POST)
    step = BY_CODE.get(request.POST.get("step", ""), STEPS[0])
    go = request.POST.get("go", "next")[:200]
    if go == "send":
        return _send(request, typed, organs)
    if go in FORMATS:
        return _print(request, typed, organs, go)
    if go.startswith("solved:"):
        return _solve(request, typed, organs, go.removeprefix("solved:"))
    return _moved(request, step, go, typed, organs)


def _moved(request: HttpRequest, step: Step, go: str, typed: Typed, organs: Mapping[str, Organ]) -> HttpResponse:
    """Forward with what is right, backward and sideways with anything."""
    target, _, rest = go.partition(":")
    if target == "to" and rest in BY_CODE:
        faults = faults_of(typed, organs) if rest == "check" else {}
        return _wrong(request, faults, typed, organs) if faults else _page(request, BY_CODE[rest], typed, organs)
    if target == "back":
        return _page(request, BY_CODE[steps.before(step.code)], typed, organs)
    if target == "more" and len(typed.items) < ITEMS_AT_MOST:
        typed.items.append(dict.fromkeys(ITEM, ""))
        return _page(request, step, typed, organs)
    if target == "drop" and rest.isdecimal() and int(rest) < len(typed.items) > 1:
        del typed.items[int(rest)]
        return _page(request, step, typed, organs)
    if target == "look":
        return _page(request, step, typed, organs, looks=True)
    faults = faults_of(typed, organs)
    onward = BY_CODE[steps.after(step.code)]
    reached = steps.CODES.index(onward.code)
    wrong = {name: fault for name, fault in faults.items() if steps.CODES.index(steps.step_of(name)) < reached}
    if wrong:
        return _wrong(request, wrong, typed, organs)
    return _page(request, onward, typed, organs, looks=step.code == steps.ITEM_STEP)


def _wrong(request: HttpRequest, faults: Mapping[str, str], typed: Typed, organs: Mapping[str, Organ]) -> HttpResponse:
    """The first page with a fault, with its faults."""
    first = BY_CODE[min((steps.step_of(name) for name in faults), key=steps.CODES.index)]
    mine = {name: fault for name, fault in faults.items() if steps.step_of(name) == first.code}
    return _page(request, first, typed, organs, faults=mine)


def _send(request: HttpRequest, typed: Typed, organs: Mapping[str, Organ]) -> HttpResponse:
    if request.POST.get("website"):
        return redirect("requests:done")  # a machine that filled the trap is thanked and forgotten
    if faults := faults_of(typed, organs):
        return _wrong(request, faults, typed, organs)
    check = BY_CODE["check"]
    try:
        _filings.count(request)
    except DomainError as refused:
        return _page(request, check, typed, organs, faults=first_messages(refused), status=TOO_MANY)
    at = clock.now()
    try:
        sent = services.submit(
            organ=organs[typed.values["organ"]],
            typed=typed,
            files=files_of(request, _UPLOADS),
            token=request.POST.get("token", ""),
            actor=services.CITIZEN,
            at=at,
        )
    except InvalidInput as refused:
        return _wrong(request, refused.messages, typed, organs)
    except DomainError as refused:
        return _page(request, check, typed, organs, faults=first_messages(refused), status=CONFLICT)
    response = redirect("requests:done")
    receipts.COUNTER.give_receipt(response, Receipt(sent.request.number, sent.code), at=at)
    return response


def _print(request: HttpRequest, typed: Typed, organs: Mapping[str, Organ], format_: str) -> HttpResponse:
    """The official form with what was typed, before anything is sent."""
    try:
        _printings.count(request)
        organ = organs.get(typed.values.get("organ", ""))
        values, items = (typed.to_file(), typed.asked()) if typed.values.get("applicant_kind") else ({}, [])
        return download(application_form(organ, values, items, format_=format_, on=clock.today()))
    except DomainError as refused:
        return _page(request, BY_CODE["check"], typed, organs, faults=first_messages(refused), status=CONFLICT)


def _solve(request: HttpRequest, typed: Typed, organs: Mapping[str, Organ], key: str) -> HttpResponse:
    """Counted within fair limits; who is over them is thanked all the same."""
    try:
        _solvings.count(request)
    except DomainError:
        return redirect("requests:solved")
    organ = organs.get(typed.values.get("organ", ""))
    services.note_solved(key=key, organ=organ, on=clock.today())
    return redirect("requests:solved")


def _page(
    request: HttpRequest,
    step: Step,
    typed: Typed,
    organs: Mapping[str, Organ],
    *,
    faults: Mapping[str, str] | None = None,
    looks: bool = False,
    status: int = 200,
) -> HttpResponse:
    """``looks``: the page shows what is public already on what was typed."""
    wrong = faults or {}
    shown = forms.controls(step, typed, wrong, organs)
    items = forms.item_controls(typed, wrong) if step.code == steps.ITEM_STEP else []
    looks = looks or (step.code == steps.ITEM_STEP and bool(wrong))
    context: dict[str, Any] = {
        "step": step,
        "number": steps.CODES.index(step.code) + 1,
        "steps": [(each, steps.CODES.index(each.code) < steps.CODES.index(step.code)) for each in STEPS],
        "controls": shown,
        "items": items,
        "may_add": len(typed.items) < ITEMS_AT_MOST,
        "faults": forms.summary(shown, items, wrong),
        "file_faults": {name: wrong[name] for name, _, _ in _UPLOADS if name in wrong},
        "carried": list(typed.pairs(but=step.fields, items=step.code != steps.ITEM_STEP)),
        "organ": organs.get(typed.values.get("organ", "")),
        "found": selectors.already_public(" ".join(item["text"] for item in typed.items)) if looks else (),
    }
    if step.code == "check":
        context |= {
            "answers": forms.to_check(STEPS, typed, organs),
            "token": request.POST.get("token") or new_token(),
            "wants_authority": typed.has_agent or not typed.is_person,
            "attachments_at_most": ATTACHMENTS_AT_MOST,
        }
    return render(request, "requests/new.html", context, status=status)


@require_POST
@private
def look(request: HttpRequest) -> HttpResponse:
    """What is public already, as a piece of the page: asked by the browser while somebody types."""
    try:
        _lookings.count(request)
    except DomainError:
        return HttpResponse(status=TOO_MANY)
    found = selectors.already_public(request.POST.get("text", "")[:500])
    return render(request, "requests/found.html", {"found": found})


_lookings = SlowDown("foi-look", limit=200, seconds=600)


@require_safe
def solved(request: HttpRequest) -> HttpResponse:
    return render(request, "requests/solved.html")


@require_safe
def blank(request: HttpRequest, format_: str) -> HttpResponse:
    """The form without a word in it, for pen and paper."""
    try:
        _printings.count(request)
        return download(application_form(None, {}, [], format_=format_, on=clock.today()))
    except DomainError as refused:
        return render(request, "requests/refused.html", {"message": refused.message}, status=CONFLICT)


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    at = clock.now()
    receipt = receipts.COUNTER.receipt_in(request, at=at)
    filed = selectors.filed(receipt.number) if receipt else None
    context: dict[str, Any] = {"receipt": receipt, "filed": filed}
    if filed is not None:
        day = local(at).date()
        context |= {
            "confirm_by": selectors.confirmed_by(filed),
            "reply": legal_rules.rule(clocks.REPLY, on=day),
            "notice": legal_rules.rule(clocks.CORRECTION_NOTICE, on=day),
            "guide": selectors.guide_of(filed.organ, on=day),
        }
    return render(request, "requests/done.html", context)


@require_POST
@private
def kept(request: HttpRequest) -> HttpResponse:
    """The code was written down: this browser forgets it."""
    response = redirect("requests:done")
    receipts.COUNTER.drop_receipt(response)
    return response
