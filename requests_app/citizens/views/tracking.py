"""查我的申请: number and code open one case for a while; everything else needs it open."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from portal import clock
from portal.receipts.pages import private
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens import receipts
from requests_app.citizens.case_page import case_page
from requests_app.serving import services as serving


@require_http_methods(["GET", "HEAD", "POST"])
@private
def track(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    case = receipts.DOOR.opened_in(request)
    if case is None:
        return receipts.DOOR.ask(request)
    at = clock.now()
    if request.method == "GET":
        case = _read_by_applicant(case, at)
    response = render(request, "requests/track.html", case_page(case, at=at))
    receipts.DOOR.enter(response, case)
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    return receipts.DOOR.leave()


def _read_by_applicant(case: DisclosureRequest, at: datetime) -> DisclosureRequest:
    """What was sent to this page has reached the applicant now (《行政复议法》第二十条: 知道 the answer)."""
    if not serving.note_opened(case, at=at):
        return case
    return DisclosureRequest.objects.select_related("organ", "applicant").get(pk=case.pk)
