"""办理情况: what each organ received and answered in a year, for everybody; small numbers are not shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal import clock
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from requests_app.citizens.selectors import solved_share
from requests_app.figures.selectors import SMALL, public_figures, year_of

YEARS_SHOWN = 5


@require_safe
@kept_until_next_act
def statistics(request: HttpRequest) -> HttpResponse:
    """``?year=2025``: one of the last years; this year for anything else."""
    today = clock.today()
    years = [today.year - back for back in range(YEARS_SHOWN)]
    asked = request.GET.get("year", "")
    year = next((each for each in years if str(each) == asked), today.year)
    organs = Organ.objects.domestic().order_by("position", "pk")
    context = {
        "year": year,
        "years": years,
        "is_running": year == today.year,
        "today": today,
        "rows": public_figures(organs, year),
        "solved": solved_share(*year_of(year)),
        "small": SMALL,
    }
    return render(request, "requests/statistics.html", context)
