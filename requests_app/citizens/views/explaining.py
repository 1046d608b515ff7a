"""说明理由 on the page of the open case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.errors import DomainError, StaleState
from portal.receipts.pages import first_messages
from portal.site.throttling import SlowDown
from requests_app.asking.fields import TEXT_LENGTH
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import FilePurpose
from requests_app.citizens import receipts, services
from requests_app.citizens.needs import needs_of, open_demands
from requests_app.citizens.states import ATTACHMENTS_AT_MOST
from requests_app.citizens.views.private import files_of

_explainings = SlowDown("foi-explain", limit=20, seconds=3600)
_MATERIAL = ("files", FilePurpose.REASONS, ATTACHMENTS_AT_MOST)


@require_http_methods(["GET", "HEAD", "POST"])
@receipts.DOOR.of_open
def explain(request: HttpRequest, case: DisclosureRequest) -> HttpResponse:
    needs = [need for need in needs_of(case) if need.act == "explain"]
    answer = request.POST.get("answer", "")[: TEXT_LENGTH * 2]
    messages: dict[str, str] = {}
    if request.method == "POST":
        try:
            _explainings.count(request)
            demand = next(iter(open_demands(case)), None)
            if demand is None:
                raise StaleState
            demand.request = case
            services.explain(
                demand, answer=answer, files=files_of(request, (_MATERIAL,)), actor=services.CITIZEN, at=clock.now()
            )
            return redirect("requests:track")
        except DomainError as refused:
            messages = first_messages(refused)
    context: dict[str, Any] = {
        "needs": needs,
        "answer": answer,
        "messages": messages,
        "loose": messages.get("", ""),
        "most": TEXT_LENGTH,
        "files_most": ATTACHMENTS_AT_MOST,
    }
    return render(request, "requests/explain.html", context)
