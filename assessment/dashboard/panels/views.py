"""The panels beside the rate: all of them, one alone, its CSV, and the list behind each number."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from assessment.dashboard.asking import asked, query
from assessment.dashboard.forms import Chosen
from assessment.dashboard.panels.catalogue import BY_CODE, PANELS
from assessment.dashboard.panels.drawing import chart_of
from assessment.dashboard.panels.shapes import Line, Panel
from assessment.measures.scope import Scope
from portal import spreadsheets

PER_PAGE = 50


@require_safe
def panels(request: HttpRequest) -> HttpResponse:
    """All of them; a dear one has its table on its own page."""
    scope = asked(request)
    shown = [(panel, [] if panel.is_dear else panel.lines(scope)) for panel in PANELS]
    return render(request, "dashboard/panels/panels.html", _context(request, scope) | {"panels": shown})


@require_safe
def panel(request: HttpRequest, code: str) -> HttpResponse:
    scope, chosen = asked(request), _panel(code)
    lines, common = chosen.lines(scope), _context(request, scope)
    chart = chart_of(chosen, lines, common["query"])
    return render(
        request,
        "dashboard/panels/panel.html",
        common | {"panel": chosen, "lines": lines, "chart": chart, "alone": True},
    )


@require_safe
def panel_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    scope, chosen = asked(request), _panel(code)
    rows = ([_title(line), *(cell.words for cell in line.cells)] for line in chosen.lines(scope))
    headings = [heading or "项目" for heading in chosen.headings]
    response = StreamingHttpResponse(spreadsheets.csv_lines(headings, rows), content_type=spreadsheets.CSV)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{chosen.title}.csv")
    return response


def _title(line: Line) -> str:
    return f"{line.title}（{line.tag}）" if line.tag else line.title


@require_safe
def panel_cases(request: HttpRequest, code: str) -> HttpResponse:
    """The list behind one number, by the panel that counted it."""
    scope, chosen = asked(request), _panel(code)
    listing = chosen.behind(scope, request.GET.get("key", ""))
    if listing is None:
        raise Http404
    page = Paginator(listing.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "panel": chosen,
        "listing": listing,
        "page": page,
        "entries": listing.show(list(page.object_list)),
        "back": query(request, "period", "organ", "month"),
        "query": query(request, "period", "organ", "month", "key"),
    }
    return render(request, "dashboard/panels/cases.html", context)


def _panel(code: str) -> Panel:
    found = BY_CODE.get(code)
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest, scope: Scope) -> dict[str, Any]:
    return {"scope": scope, "form": Chosen(request.GET), "query": query(request, "period", "organ", "month")}


panels_view = admin.site.admin_view(panels)
panel_view = admin.site.admin_view(panel)
panel_csv_view = admin.site.admin_view(panel_csv)
panel_cases_view = admin.site.admin_view(panel_cases)
