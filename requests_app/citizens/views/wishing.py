"""A page for each thing the applicant may ask for besides the answer."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.errors import DomainError
from portal.receipts.pages import first_messages
from portal.site.throttling import SlowDown
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens import receipts, services
from requests_app.citizens.wishes import BY_CODE, offered_for

_wishes = SlowDown("foi-wish", limit=20, seconds=3600)


@require_http_methods(["GET", "HEAD", "POST"])
@receipts.DOOR.of_open
def wish(request: HttpRequest, case: DisclosureRequest, code: str) -> HttpResponse:
    wanted = BY_CODE.get(code)
    if wanted is None or wanted not in offered_for(case):
        raise Http404
    typed = {row.name: request.POST.get(row.name, "")[: row.at_most * 2] for row in wanted.questions}
    messages: dict[str, str] = {}
    if request.method == "POST":
        try:
            _wishes.count(request)
            wanted.act(case, **typed, actor=services.CITIZEN, at=clock.now())
            return redirect("requests:track")
        except DomainError as refused:
            messages = first_messages(refused)
    questions = [
        asdict(row) | {"value": typed[row.name], "error": messages.get(row.name, "")} for row in wanted.questions
    ]
    context = {"wish": wanted, "questions": questions, "loose": messages.get("", ""), "has_faults": bool(messages)}
    return render(request, "requests/wish.html", context)
