"""Pages on which a citizen takes part: the form, the questionnaire, the receipt, the own opinion."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.consultations import receipts, selectors, services
from disclosure.consultations.forms import OpinionForm, QuestionnaireForm
from disclosure.consultations.models import Consultation, Opinion
from disclosure.consultations.states import COUNTED, OpinionState
from portal import clock
from portal.errors import DomainError
from portal.privacy.services import plain_text
from portal.receipts import codes
from portal.receipts.pages import CONFLICT, first_messages, private
from portal.receipts.session import Receipt
from portal.site.throttling import SlowDown

_READ_WRITE = ("GET", "HEAD", "POST")
_sent = SlowDown("consultation-opinion", limit=20, seconds=3600)
_filled_in = SlowDown("consultation-reply", limit=20, seconds=3600)


@require_http_methods(_READ_WRITE)
@private
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """One page; nothing typed is lost on an error, nor when the last second has passed meanwhile."""
    row = _public(pk)
    token = request.POST.get("token", "") or codes.new_token()
    anchor = (request.POST if request.method == "POST" else request.GET).get("passage", "")[:20]
    passage = row.passages.filter(anchor=anchor).first()
    form = OpinionForm(districts=selectors.districts(clock.today()))
    failure, status = "", 200
    if request.method == "POST":
        form = OpinionForm(request.POST, request.FILES, districts=selectors.districts(clock.today()))
        if form.is_valid():
            try:
                return _opinion_sent(request, row, form, token, passage.anchor if passage else "")
            except DomainError as refused:
                failure, status = _refused(form, refused)
    context = {"consultation": row, "form": form, "token": token, "passage": passage, "failure": failure}
    context["takes"] = row.takes_opinions(clock.now())
    return render(request, "disclosure/consultations/write.html", context, status=status)


def _refused(form: Any, refused: DomainError) -> tuple[str, int]:
    """The words above the form, and the status; what belongs to a field goes there."""
    if isinstance(refused, services.PeriodOver):
        return refused.message, CONFLICT
    form.refuse(first_messages(refused).items())
    return "", CONFLICT if isinstance(refused, services.AlreadySent) else 200


def _opinion_sent(request: HttpRequest, row: Consultation, form: OpinionForm, token: str, anchor: str) -> HttpResponse:
    """A machine that filled the trap is thanked and forgotten."""
    response = redirect("consultations:done")
    if form.cleaned_data["website"]:
        return response
    _sent.count(request)
    sent = services.send_opinion(
        row,
        values=form.values(),
        anchor=anchor,
        enclosures=form.uploads(),
        token=token,
        actor=services.CITIZEN,
        moment=clock.now,
    )
    receipt = Receipt(sent.opinion.number, sent.code)
    receipts.COUNTER.give_receipt(response, receipt, at=sent.opinion.received_at)
    return response


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    rows = Opinion.objects.select_related("consultation")
    sent = rows.filter(number=receipt.number).first() if receipt else None
    return render(request, "disclosure/consultations/done.html", {"receipt": receipt, "sent": sent})


@require_POST
@private
def kept(request: HttpRequest) -> HttpResponse:
    """The code was written down: this browser forgets it."""
    response = redirect("consultations:done")
    receipts.COUNTER.drop_receipt(response)
    return response


@require_http_methods(_READ_WRITE)
@private
def questionnaire(request: HttpRequest, pk: int) -> HttpResponse:
    row = _public(pk)
    questions = list(row.questions.all())
    token = request.POST.get("token", "") or codes.new_token()
    given: dict[str, Any] = {"questions": questions, "districts": selectors.districts(clock.today())}
    form = QuestionnaireForm(request.POST, **given) if request.method == "POST" else QuestionnaireForm(**given)
    failure, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            return _filled(request, row, form, token)
        except DomainError as refused:
            failure, status = _refused(form, refused)
    context = {"consultation": row, "form": form, "token": token, "failure": failure}
    context["takes"] = bool(questions) and row.takes_opinions(clock.now())
    return render(request, "disclosure/consultations/questionnaire.html", context, status=status)


def _filled(request: HttpRequest, row: Consultation, form: QuestionnaireForm, token: str) -> HttpResponse:
    if not form.cleaned_data["website"]:
        _filled_in.count(request)
        given: dict[str, Any] = {"answers": form.answers(), "who": form.who(), "token": token}
        services.fill_in(row, **given, actor=services.CITIZEN, moment=clock.now)
    return redirect("consultations:thanks", pk=row.pk)


@require_safe
@private
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "disclosure/consultations/thanks.html", {"consultation": _public(pk)})


def _public(pk: int) -> Consultation:
    return get_object_or_404(Consultation.objects.public().select_related("organ"), pk=pk)


# --- the own opinion ----------------------------------------------------------------------------------


@require_http_methods(_READ_WRITE)
@private
def mine(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    response = render(request, "disclosure/consultations/mine.html", _progress(found))
    receipts.DOOR.enter(response, found)
    return response


def _progress(opinion: Opinion) -> dict[str, Any]:
    """An answer is told once it is told to all."""
    at = clock.now()
    has_result = opinion.consultation.has_result and opinion.state in COUNTED
    verdict, reason = opinion.answer if has_result else ("", "")
    return {
        "opinion": opinion,
        "files": selectors.attached_to(opinion),
        "consultation": opinion.consultation,
        "may_change": opinion.state in COUNTED and opinion.consultation.takes_opinions(at),
        "is_shown": opinion.state == OpinionState.SHOWN,
        "due": selectors.result_dues([opinion.consultation], at=at).get(opinion.consultation_id),
        "verdict": verdict,
        "reason": reason,
    }


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    return receipts.DOOR.leave()


@require_http_methods(_READ_WRITE)
@receipts.DOOR.of_open
def rewrite(request: HttpRequest, found: Opinion) -> HttpResponse:
    given: dict[str, Any] = {"districts": selectors.districts(clock.today()), "attached": selectors.attached_to(found)}
    failure, status = "", 200
    if request.method == "POST":
        form = OpinionForm(request.POST, request.FILES, **given)
        if form.is_valid():
            try:
                said: dict[str, Any] = {
                    "values": form.values(),
                    "dropped": form.kept_out(),
                    "enclosures": form.uploads(),
                }
                services.rewrite(found, **said, actor=services.CITIZEN, moment=clock.now)
                return redirect("consultations:mine")
            except DomainError as refused:
                failure, status = _refused(form, refused)
    else:
        form = OpinionForm(initial=_as_typed(found), **given)
    context = {
        "consultation": found.consultation,
        "opinion": found,
        "form": form,
        "failure": failure,
        "takes": found.state in COUNTED and found.consultation.takes_opinions(clock.now()),
    }
    return render(request, "disclosure/consultations/rewrite.html", context, status=status)


def _as_typed(opinion: Opinion) -> dict[str, Any]:
    """To its writer, who showed number and code."""
    names = ("stance", "text", "person_kind", "district")
    personal = {name: plain_text(opinion, name) for name in ("name", "contact")}
    return (
        {name: getattr(opinion, name) for name in names} | personal | {"consents": "yes" if opinion.consents else "no"}
    )


@require_http_methods(_READ_WRITE)
@receipts.DOOR.of_open
def withdraw(request: HttpRequest, found: Opinion) -> HttpResponse:
    context: dict[str, Any] = {"opinion": found, "consultation": found.consultation}
    if request.method == "POST":
        try:
            services.withdraw(found, actor=services.CITIZEN, moment=clock.now)
            return redirect("consultations:mine")
        except DomainError as refused:
            context["failure"] = refused.message
    status = CONFLICT if "failure" in context else 200
    return render(request, "disclosure/consultations/withdraw.html", context, status=status)
