"""Public pages: the catalogue by year, the lists, the course of one decision, hearings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.decisions import selectors
from disclosure.decisions.gates import last_day_to_serve
from disclosure.decisions.models import Decision, Hearing
from disclosure.paging import listing
from portal import clock
from portal.audit.pages import kept_until_next_act


@require_safe
@kept_until_next_act
def decisions(request: HttpRequest) -> HttpResponse:
    """What is being decided, what was, hearings to come, the catalogue of the year (S4-1.1a, S1-5.3a)."""
    at = clock.now()
    counts, years = selectors.part_counts(), selectors.years()
    asked = request.GET.get("part", "")
    part = asked if asked in selectors.PARTS else "under_way"
    context = {
        "listing": listing(selectors.public_list(part), request.GET, query=f"part={part}&"),
        "part": part,
        "parts": [(code, name, counts[code]) for code, (name, _) in selectors.PARTS.items()],
        "hearings": selectors.coming_hearings(at),
        "years": years,
        "rules": selectors.rules_in_force(clock.local(at).date()),
    }
    return render(request, "disclosure/decisions/decisions.html", context)


@require_safe
@kept_until_next_act
def catalogue(request: HttpRequest, year: int) -> HttpResponse:
    """The yearly catalogue of each organ, in its newest version (law.md H)."""
    years = selectors.years()
    shown = selectors.catalogues_of(year)
    context = {"year": year, "years": years, "catalogues": shown}
    return render(request, "disclosure/decisions/catalogue.html", context, status=200 if shown else 404)


@require_safe
@kept_until_next_act
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, heard, judged, decided, evaluated."""
    rows = Decision.objects.public().select_related("organ", "decider", "document")
    row = get_object_or_404(rows, pk=pk)
    stages = selectors.public_course(row)
    context = {"decision": row, "stages": stages, "next": selectors.first_open(stages)}
    return render(request, "disclosure/decisions/decision.html", context)


@require_safe
@kept_until_next_act
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """The announcement, the list once it is out, what was said (S0-6.5)."""
    row = get_object_or_404(Hearing.objects.public().select_related("decision__organ"), pk=pk)
    context = {"hearing": row, "is_ahead": clock.now() < row.held_at, "last_day": last_day_to_serve(row)}
    return render(request, "disclosure/decisions/hearing.html", context)
