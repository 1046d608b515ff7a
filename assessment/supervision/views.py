"""``/supervision/``: the pages of a supervisor on the phone, opened with number and code, without an account."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessment.problems.selectors import assessed
from assessment.supervision import services, session
from assessment.supervision.forms import NoteForm
from assessment.supervision.models import Supervisor
from portal import clock
from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.pages import TOO_MANY, first_messages, private
from portal.site.throttling import SlowDown

WRONG = "编号和巡视码对不上，或者聘期已经结束。请照聘任时给您的逐个核对：巡视码20位，字母不分大小写，横线可以不输。"
SHOWN = 30
_LONGEST_NUMBER, _LONGEST_CODE = 20, 60
_READ_WRITE = ("GET", "HEAD", "POST")
_by_address = SlowDown("supervisor", limit=20, seconds=600)
_by_number = SlowDown("supervisor-number", limit=60, seconds=3600)
_filings = SlowDown("patrol-note", limit=60, seconds=3600)


@require_http_methods(_READ_WRITE)
@private
def home(request: HttpRequest) -> HttpResponse:
    """The notes of who has the pages open, and what became of them; else the way in."""
    if request.method == "POST":
        return _opened(request)
    found = session.supervisor_in(request, clock.today())
    if found is None:
        return render(request, "supervision/open.html", {"number": "", "failure": ""})
    notes = found.notes.select_related("organ", "problem")[:SHOWN]
    response = render(request, "supervision/home.html", {"supervisor": found, "notes": notes})
    session.open_for(response, found)
    return response


def _opened(request: HttpRequest) -> HttpResponse:
    """The same words and the same work for a wrong number, a wrong code and a term that is over."""
    number = "".join(request.POST.get("number", "").split())[:_LONGEST_NUMBER].replace("\0", "")
    code = request.POST.get("code", "")[:_LONGEST_CODE]
    try:
        _by_address.count(request)
        found = Supervisor.objects.filter(number=number).first()
        if not codes.fits(found.code_hash if found else "", number, code):
            found = None
            _by_number.count_of(number)
    except DomainError as refused:
        context = {"number": number, "failure": refused.message}
        return render(request, "supervision/open.html", context, status=TOO_MANY)
    if found is None or not found.serves(clock.today()):
        return render(request, "supervision/open.html", {"number": number, "failure": WRONG})
    response = redirect("supervision:home")
    session.open_for(response, found)
    return response


@require_http_methods(_READ_WRITE)
@private
def write(request: HttpRequest) -> HttpResponse:
    """A note of a patrol; nothing typed is lost on an error, but the browser forgets chosen files."""
    at = clock.now()
    found = session.supervisor_in(request, clock.local(at).date())
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
    session.open_for(response, found)
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
    response = redirect("supervision:home")
    session.COUNTER.close(response)
    return response
