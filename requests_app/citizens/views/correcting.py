"""补正 on the page of the open case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.errors import DomainError
from portal.receipts.pages import first_messages
from portal.site.throttling import SlowDown
from requests_app.asking.fields import TEXT_LENGTH
from requests_app.asking.states import Lack
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import FilePurpose
from requests_app.citizens import receipts, services
from requests_app.citizens.forms import identity_controls
from requests_app.citizens.needs import needs_of, open_corrections
from requests_app.citizens.services.correcting import IDENTITY
from requests_app.citizens.states import ATTACHMENTS_AT_MOST
from requests_app.citizens.views.private import files_of

_correctings = SlowDown("foi-correct", limit=20, seconds=3600)
_MATERIAL = ("files", FilePurpose.CORRECTION, ATTACHMENTS_AT_MOST)
_PROOF = ("identity", FilePurpose.IDENTITY, 2)


@require_http_methods(["GET", "HEAD", "POST"])
@receipts.DOOR.of_open
def correct(request: HttpRequest, case: DisclosureRequest) -> HttpResponse:
    asked = next(iter(open_corrections(case)), None)
    names = IDENTITY if asked and Lack.IDENTITY in asked.lacks else ()
    answer = request.POST.get("answer", "")[: TEXT_LENGTH * 2]
    identity = {name: request.POST.get(name, "")[:200] for name in names}
    messages: dict[str, str] = {}
    if request.method == "POST":
        try:
            _correctings.count(request)
            files = files_of(request, (_MATERIAL, _PROOF) if names else (_MATERIAL,))
            services.correct(
                case, answer=answer, files=files, identity=identity, actor=services.CITIZEN, at=clock.now()
            )
            return redirect("requests:track")
        except DomainError as refused:
            messages = first_messages(refused)
    context: dict[str, Any] = {
        "case": case,
        "needs": [need for need in needs_of(case) if need.act == "correct"],
        "is_open": asked is not None,
        "identity_controls": identity_controls(case.applicant_kind, names, identity, messages),
        "answer": answer,
        "messages": messages,
        "loose": messages.get("", ""),
        "most": TEXT_LENGTH,
        "files_most": ATTACHMENTS_AT_MOST,
    }
    return render(request, "requests/correct.html", context)
