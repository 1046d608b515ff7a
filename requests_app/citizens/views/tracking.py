"""查我的申请: number and code open one case for a while; everything else needs it open."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal import clock
from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.pages import TOO_MANY, private
from portal.site.throttling import SlowDown
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.models.request import NUMBER_LENGTH
from requests_app.citizens import session
from requests_app.citizens.case_page import case_page
from requests_app.serving import services as serving

WRONG = "编号和查询码对不上。请照回执逐个核对：查询码20位，字母不分大小写，横线可以不输。"
_LONGEST_CODE = 60
_by_address = SlowDown("foi-track", limit=20, seconds=600)
_by_number = SlowDown("foi-track-number", limit=60, seconds=3600)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def track(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _opened(request)
    case = session.case_open_in(request)
    if case is None:
        return render(request, "requests/open.html", {"number": "", "message": ""})
    at = clock.now()
    if request.method == "GET":
        case = _read_by_applicant(case, at)
    response = render(request, "requests/track.html", case_page(case, at=at))
    session.open_case(response, case)
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    response = redirect("requests:track")
    session.COUNTER.close(response)
    session.COUNTER.drop_receipt(response)
    return response


def _opened(request: HttpRequest) -> HttpResponse:
    """The same words and the same work for a wrong number and a wrong code.

    Whoever has the right code is let in however often others have tried the number: nobody is locked out of a case.
    """
    number = "".join(request.POST.get("number", "").split())[:NUMBER_LENGTH].replace("\0", "")
    code = request.POST.get("code", "")[:_LONGEST_CODE]
    try:
        _by_address.count(request)
        case = _case(number, code)
        if case is None:
            _by_number.count_of(number)
    except DomainError as refused:
        context = {"number": number, "message": refused.message}
        return render(request, "requests/open.html", context, status=TOO_MANY)
    if case is None:
        return render(request, "requests/open.html", {"number": number, "message": WRONG})
    response = redirect("requests:track")
    session.open_case(response, case)
    session.COUNTER.drop_receipt(response)
    return response


def _read_by_applicant(case: DisclosureRequest, at: datetime) -> DisclosureRequest:
    """What was sent to this page has reached the applicant now (《行政复议法》第二十条: 知道 the answer)."""
    if not serving.note_opened(case, at=at):
        return case
    return DisclosureRequest.objects.select_related("organ", "applicant").get(pk=case.pk)


def _case(number: str, code: str) -> DisclosureRequest | None:
    found = DisclosureRequest.objects.filter(number=number).first()
    fits = codes.fits(found.code_hash if found else "", number, code)
    return found if fits else None


def no_case(request: HttpRequest) -> HttpResponse:
    """A page of a case that is not open in this browser, or not any more."""
    context: dict[str, Any] = {"number": "", "message": "", "expired": True}
    return render(request, "requests/open.html", context, status=403)
