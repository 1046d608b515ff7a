"""``/supervision/``: the pages of a supervisor on the phone, opened with number and code, without an account."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessment.problems.selectors import assessed
from assessment.supervision import receipts, services
from assessment.supervision.forms import NoteForm
from assessment.supervision.models import Supervisor
from portal import clock
from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.pages import first_messages, private
from portal.site.throttling import SlowDown

SHOWN = 30
_READ_WRITE = ("GET", "HEAD", "POST")
_filings = SlowDown("patrol-note", limit=60, seconds=3600)


@require_http_methods(_READ_WRITE)
@private
def home(request: HttpRequest) -> HttpResponse:
    """The notes of who has the pages open, and what became of them; else the way in."""
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    notes = found.notes.select_related("organ", "problem")[:SHOWN]
    response = render(request, "supervision/home.html", {"supervisor": found, "notes": notes})
    receipts.DOOR.enter(response, found)
    return response


@require_http_methods(_READ_WRITE)
@private
def write(request: HttpRequest) -> HttpResponse:
    """A note of a patrol; nothing typed is lost on an error, but the browser forgets chosen files."""
    at = clock.now()
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return redirect("supervision:home")
    organs = {organ.code: organ for organ in assessed(clock.local(at).date())}
    token = request.POST.get("token", "") or codes.new_token()
    if request.method == "POST":
        form = NoteForm(request.POST, request.FILES, organs=organs)
        if form.is_valid() and _filed(request, found, form, token, at):
            return redirect("supervision:home")
    else:
        form = NoteForm(initial={"patrolled_on": clock.local(at).date()}, organs=organs)
    response = render(request, "supervision/write.html", {"form": form, "token": token, "supervisor": found})
    receipts.DOOR.enter(response, found)
    return response


def _filed(request: HttpRequest, supervisor: Supervisor, form: NoteForm, token: str, at: datetime) -> bool:
    organ, photos = form.organs[form.cleaned_data["organ"]], form.cleaned_data["photos"]
    try:
        _filings.count(request)
        services.file_note(supervisor, organ=organ, values=form.values(), uploads=photos, token=token, at=at)
    except DomainError as refused:
        form.refuse(first_messages(refused).items())
        return False
    return True


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponseBase:
    """Closes the pages on this phone."""
    return receipts.DOOR.leave()
