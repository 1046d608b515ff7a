"""Public pages that everybody reads: the lists, the draft, the opinions, the result, the figures."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.consultations import selectors, survey
from disclosure.consultations.codes import PERIOD_RULES
from disclosure.consultations.models import Consultation
from disclosure.consultations.selectors import PART_NAMES, Part
from disclosure.consultations.states import State
from disclosure.paging import listing
from portal import clock, spreadsheets
from portal.audit.pages import kept_until_next_act
from portal.deadlines.selectors import rule
from portal.interface.paging import PAGE_SIZE

_LONGEST = 60


@require_safe
@kept_until_next_act
def consultations(request: HttpRequest) -> HttpResponse:
    """What is asked now, what waits for its result, what is answered (S0-4.6, S1-5.3b)."""
    at = clock.now()
    counts = selectors.part_counts(at=at)
    asked = request.GET.get("part", "")
    part = asked if asked in set(Part) else Part.OPEN
    organ = request.GET.get("organ", "")[:_LONGEST].replace("\0", "")
    query = urlencode({"part": part} | ({"organ": organ} if organ else {}))
    shown = listing(selectors.public_list(part, at=at, organ=organ), request.GET, query=f"{query}&")
    dues = selectors.result_dues(shown.rows, at=at)
    context = {
        "listing": shown,
        "lines": [(row, dues.get(row.pk), row.days_left(at)) for row in shown.rows],
        "part": part,
        "parts": [(code.value, name, counts[code.value]) for code, name in PART_NAMES.items()],
        "organs": selectors.organs_with_consultations(),
        "organ": organ,
        "today": clock.local(at).date(),
    }
    return render(request, "disclosure/consultations/consultations.html", context)


@require_safe
@kept_until_next_act
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft with its passages, why, on what basis, until when and how; one that was cancelled says why (410)."""
    row = _with_page(pk)
    if row.state == State.CANCELLED:
        return render(request, "disclosure/consultations/cancelled.html", {"consultation": row}, status=410)
    at = clock.now()
    context = {
        "consultation": row,
        "passages": selectors.passages_of(row),
        "takes": row.takes_opinions(at),
        "days_left": row.days_left(at),
        "due": selectors.result_dues([row], at=at).get(row.pk),
        "rule": rule(PERIOD_RULES[row.legal_kind], on=clock.local(at).date()),
        "has_questionnaire": row.questions.exists(),
        "shown": selectors.shown_opinions(row).count(),
        "total": row.opinions.counted().count(),
    }
    return render(request, "disclosure/consultations/consultation.html", context)


@require_safe
@kept_until_next_act
def opinions(request: HttpRequest, pk: int) -> HttpResponse:
    """What others said, with their consent: all, or on one passage (``?passage=p-3``); by place, newest first."""
    row = _public(pk)
    anchor = request.GET.get("passage", "")[:_LONGEST].replace("\0", "")
    rows = selectors.shown_opinions(row, anchor=anchor)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdecimal() and len(after) < 18:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: PAGE_SIZE + 1])
    context = {
        "consultation": row,
        "opinions": found[:PAGE_SIZE],
        "more": found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None,
        "passage": row.passages.filter(anchor=anchor).first() if anchor else None,
        "is_first": not after,
    }
    return render(request, "disclosure/consultations/opinions.html", context)


@require_safe
@kept_until_next_act
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said and what became of it (S0-6.6, S3-6.2d)."""
    row = get_object_or_404(Consultation.objects.public().finished().select_related("organ"), pk=pk)
    found = survey.survey_of(row)
    alone = selectors.answered_alone(row)
    context = {
        "consultation": row,
        "figures": selectors.figures(row),
        "themes": selectors.themes_of(row),
        "alone": alone[: selectors.ALONE_SHOWN],
        "alone_count": alone.count(),
        "survey": found if found.outcomes else None,
    }
    return render(request, "disclosure/consultations/result.html", context)


@require_safe
@kept_until_next_act
def survey_data(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The figures of the questionnaire as CSV or JSON, from the moment the result is out."""
    row = get_object_or_404(Consultation.objects.public().finished(), pk=pk)
    found = survey.survey_of(row)
    if not found.outcomes:
        raise Http404
    if ending == "json":
        return JsonResponse(survey.as_data(found), json_dumps_params={"ensure_ascii": False})
    lines = "".join(spreadsheets.csv_lines(survey.HEADINGS, survey.cells(found)))
    response = HttpResponse(lines, content_type=spreadsheets.CSV)
    response["Content-Disposition"] = f'attachment; filename="questionnaire-{row.pk}.csv"'
    return response


def _public(pk: int) -> Consultation:
    return get_object_or_404(Consultation.objects.public().select_related("organ"), pk=pk)


def _with_page(pk: int) -> Consultation:
    return get_object_or_404(Consultation.objects.with_page().select_related("organ", "document"), pk=pk)
