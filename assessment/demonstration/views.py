"""``/demonstrations/``: who is shown to everybody, who is named, whose name was taken back (S1-7.3b, S1-8.3a)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessment.demonstration.selectors import years
from portal import clock


@require_safe
def demonstrations(request: HttpRequest) -> HttpResponse:
    return render(request, "demonstration/demonstrations.html", {"years": years(), "today": clock.today()})
