"""What the applicant does about the open case: withdraw, change the contact, rate, print; and a lost code."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock
from portal.deadlines.calendar_file import calendar_file
from portal.errors import DomainError
from portal.privacy.services import plain_text
from portal.receipts.lost import LostAndFound, link_page, lost_page
from portal.receipts.pages import CONFLICT, attachment, first_messages
from requests_app.answering import services as answering
from requests_app.cases import services as cases
from requests_app.cases.fields import APPLICANT
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens import receipts, services
from requests_app.citizens.case_page import WITHDRAWABLE
from requests_app.citizens.letters import application_of
from requests_app.citizens.models import MailLink
from requests_app.citizens.needs import remedies_of
from requests_app.citizens.progress import progress_of
from requests_app.citizens.states import SCORES, WORDS_LENGTH
from requests_app.citizens.views.private import download

_READ_WRITE = ("GET", "HEAD", "POST")


@require_http_methods(_READ_WRITE)
@receipts.DOOR.of_open
def withdraw(request: HttpRequest, case: DisclosureRequest) -> HttpResponse:
    context: dict[str, Any] = {"case": case, "may": case.state in WITHDRAWABLE}
    if request.method == "POST":
        try:
            answering.withdraw(case, reason="申请人在网上撤回", actor=services.CITIZEN, at=clock.now())
            return redirect("requests:track")
        except DomainError as refused:
            context["message"] = refused.message
    return render(request, "requests/withdraw.html", context, status=CONFLICT if "message" in context else 200)


@require_http_methods(_READ_WRITE)
@receipts.DOOR.of_open
def contact(request: HttpRequest, case: DisclosureRequest) -> HttpResponse:
    """Only what is typed anew is shown: the old contact stays masked."""
    typed = {name: request.POST.get(name, "") for name in cases.CONTACT}
    messages: dict[str, str] = {}
    if request.method == "POST":
        at = clock.now()
        given = {name: typed[name].strip() or plain_text(case.applicant, name) for name in cases.CONTACT}
        try:
            cases.change_contact(case, values=given, actor=services.CITIZEN, at=at)
            services.ask_to_prove(DisclosureRequest.objects.get(pk=case.pk), at=at)
            return redirect("requests:track")
        except DomainError as refused:
            messages = first_messages(refused)
    fields = [
        {
            "name": name,
            "label": APPLICANT[name].label,
            "now": str(getattr(case.applicant, name) or ""),
            "value": typed[name],
            "error": messages.get(name, ""),
        }
        for name in cases.CONTACT
    ]
    context = {"case": case, "fields": fields, "message": messages.get("", ""), "has_faults": bool(messages)}
    return render(request, "requests/contact.html", context)


@require_http_methods(_READ_WRITE)
@receipts.DOOR.of_open
def rate(request: HttpRequest, case: DisclosureRequest) -> HttpResponse:
    typed = {"score": request.POST.get("score", ""), "words": request.POST.get("words", "")[: WORDS_LENGTH * 2]}
    messages: dict[str, str] = {}
    if request.method == "POST":
        try:
            services.rate(case, **typed, actor=services.CITIZEN, at=clock.now())
            return redirect("requests:track")
        except DomainError as refused:
            messages = first_messages(refused)
    context = {"case": case, "scores": SCORES, "typed": typed, "messages": messages, "loose": messages.get("", "")}
    return render(request, "requests/rate.html", context)


# --- to take away -------------------------------------------------------------------------------------


@require_safe
@receipts.DOOR.of_open
def application(request: HttpRequest, case: DisclosureRequest, format_: str) -> HttpResponse:
    """The applicant's own form. A personal datum leaves here only for who holds the code."""
    try:
        return download(application_of(case, format_))
    except DomainError as refused:
        return render(request, "requests/refused.html", {"message": refused.message}, status=CONFLICT)


@require_safe
@receipts.DOOR.of_open
def calendar_entry(request: HttpRequest, case: DisclosureRequest, code: str) -> HttpResponse:
    """``reply``, or the code of a remedy, as a calendar file; it names neither the applicant nor the matter."""
    at = clock.now()
    found = {row.code: (f"{row.title}的最后一天", row.by, row.article) for row in remedies_of(case, at=at)}
    if code == "reply" and (due := progress_of(case, at=at).due):
        found["reply"] = ("机关最晚答复日", due, "")
    if code not in found:
        raise Http404
    title, due, article = found[code]
    text = calendar_file(
        summary=f"{title}（政府信息公开）",
        description=f"依据：{article}" if article else "到期没有收到答复的，可以投诉，也可以申请行政复议。",
        url=request.build_absolute_uri(reverse("requests:track")),
        due=due,
        due_at=None,
        at=at,
    )
    return attachment(text.encode(), f"{title}.ics", "text/calendar; charset=utf-8")


# --- a lost code --------------------------------------------------------------------------------------


_LOST = LostAndFound(
    name="requests",
    case="申请",
    base="requests/base.html",
    crumbs="requests/crumbs.html",
    hint="例如：临住建2026-0047",
    instead="带证件到机关的公开工作机构办理",
    counter=receipts.COUNTER,
    links=MailLink,
    ask=services.ask_for_code,
    use=partial(services.use_link, actor=services.CITIZEN),
)
lost = lost_page(_LOST)
link = link_page(_LOST)
