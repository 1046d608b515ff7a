"""Public pages of interviews and press conferences, and the questions beforehand."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock
from portal.audit.pages import kept_until_next_act
from portal.clock import local
from portal.errors import DomainError
from portal.files import serving
from portal.receipts.pages import CONFLICT, first_messages
from portal.site.throttling import SlowDown
from sentiment.meetings import selectors, services
from sentiment.meetings.models import QUESTION_LENGTH, Meeting
from sentiment.meetings.states import State

PAST_SHOWN = 100
_questions = SlowDown("meeting-question", limit=10, seconds=3600)


@require_safe
@kept_until_next_act
def meetings(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    year = local(at).year
    context = {
        "ahead": selectors.ahead(at),
        "past": selectors.past(at)[:PAST_SHOWN],
        "year": year,
        "held": selectors.held_in(year),
    }
    return render(request, "meetings/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting; while questions are taken, the form for them stands on the page."""
    row = get_object_or_404(Meeting.objects.public().select_related("organ"), pk=pk)
    at = clock.now()
    typed = request.POST.get("text", "")[: QUESTION_LENGTH * 2]
    refused = _ask(request, row, typed, at) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        return redirect("meetings:asked")
    faults = first_messages(refused) if refused else {}
    context = {
        "meeting": row,
        "takes_questions": row.takes_questions(at),
        "is_recorded": row.state == State.RECORDED,
        "files": selectors.public_files(row),
        "is_cancelled": row.state == State.CANCELLED,
        "typed": typed,
        "faults": faults,
        "loose": faults.get("", ""),
        "at_most": QUESTION_LENGTH,
    }
    return render(request, "meetings/meeting.html", context, status=CONFLICT if "" in faults else 200)


@require_safe
def meeting_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of a released record: the copy without hidden content, where there is one."""
    found = selectors.public_file(pk, file)
    if found is None:
        raise Http404
    return serving.send(request, found)


def _ask(request: HttpRequest, row: Meeting, text: str, at: datetime) -> DomainError | None:
    """Why the question was not taken. A machine that filled the trap is thanked and forgotten."""
    if request.POST.get("website"):
        return None
    try:
        _questions.count(request)
        services.ask(row, text=text, actor=services.CITIZEN, at=at)
    except DomainError as refused:
        return refused
    return None


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/asked.html")
