"""履职看板 for those who lead, and 公开情况 for everybody: two readings of the same numbers."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from assessment.dashboard import answers, selectors, tables
from assessment.dashboard.asking import asked, case_address, query
from assessment.dashboard.forms import Chosen
from assessment.dashboard.panels.catalogue import PANELS
from assessment.measures.catalogue import BY_CODE as MEASURE_BY_CODE
from assessment.measures.catalogue import MEASURES, RATE_DEFINITION, RATE_NAME
from assessment.measures.duties import BY_CODE as DUTY_BY_CODE
from assessment.measures.duties import DUTIES
from assessment.measures.figures import Kept, tally
from assessment.measures.scope import Scope, last_months
from portal import clock, spreadsheets
from portal.accounts import rules
from portal.deadlines.selectors import heartbeat, lights
from portal.staff import visitor

PER_PAGE = 50
WALL_SECONDS = 60
HIDDEN = f"少于{selectors.SMALL}件"


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    scope = asked(request)
    board = selectors.overview(scope)
    is_wall = "wall" in request.GET
    rows = board.rows if "all" in request.GET else board.rows[: selectors.SHOWN]
    context = {
        "board": board,
        "answers": answers.lines(scope),
        "wall": is_wall,
        "rows": rows,
        "left_out": len(board.rows) - len(rows),
        "watched": [
            (light, case_address(light.deadline.subject_label, light.deadline.subject_id)) for light in board.watched
        ],
        "scope": scope,
        "form": Chosen(request.GET),
        "query": query(request, "period"),
        "duties": DUTIES,
        "panels": PANELS,
        "heartbeat": heartbeat(),
        "city": rules.sees_every_organ(visitor.actor(request)),
    }
    response = render(request, "dashboard/dashboard.html", context)
    if is_wall:  # nobody stands there to load it anew
        response["Refresh"] = str(WALL_SECONDS)
    return response


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The rows behind one number, with the way to each case."""
    measure = MEASURE_BY_CODE.get(request.GET.get("measure", ""))
    if measure is None:
        raise Http404
    scope = asked(request)
    rows = measure.rows(scope).select_related("organ")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "measure": measure,
        "page": page,
        "lines": [
            (light, case_address(light.deadline.subject_label, light.deadline.subject_id))
            for light in lights(page.object_list, scope.at)
        ],
        "duty": DUTY_BY_CODE.get(scope.duty),
        "scope": scope,
        "query": query(request, "measure", "period", "organ", "duty", "month"),
    }
    return render(request, "dashboard/cases.html", context)


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """The requests behind one row of the outcomes."""
    scope, row = asked(request), request.GET.get("row", "")
    items = answers.behind(scope, row)
    if items is None:
        raise Http404
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "title": answers.TITLES[row], "scope": scope, "query": query(request, "row")}
    return render(request, "dashboard/requests.html", context)


@require_safe
def on_time_csv(request: HttpRequest) -> HttpResponseBase:
    scope = asked(request)
    return _csv("按时率.csv", tables.lines(selectors.matrix(tally(scope), scope.at)))


@require_safe
def on_time_json(request: HttpRequest) -> JsonResponse:
    """The numbers of the page for other systems of the house, by the same functions."""
    scope = asked(request)
    rows = selectors.matrix(tally(scope), scope.at)
    counts = {measure.code: measure.rows(scope).count() for measure in MEASURES}
    found = {"from": scope.first, "to": scope.last, "at": scope.at, "counts": counts, "organs": tables.as_json(rows)}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def _csv(name: str, lines: Any) -> HttpResponseBase:
    response = StreamingHttpResponse(spreadsheets.csv_lines(tables.HEADINGS, lines), content_type=spreadsheets.CSV)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _public_rows() -> tuple[Scope, list[selectors.Row]]:
    scope = last_months(clock.now())
    rows = selectors.matrix(tally(scope), scope.at)
    return scope, sorted(rows, key=lambda row: (row.organ.position, row.organ.pk))


@require_safe
def performance(request: HttpRequest) -> HttpResponse:
    """公开情况: who kept the time the law gives, with small numbers left out (S1-1.3)."""
    scope, rows = _public_rows()
    shown = [row for row in rows if row.published.due]
    context = {
        "rows": shown,
        "left_out": len(rows) - len(shown),
        "total": sum((row.published for row in shown), Kept()),
        "duties": DUTIES,
        "scope": scope,
        "small": selectors.SMALL,
    }
    return render(request, "performance/performance.html", context)


@require_safe
def performance_csv(request: HttpRequest) -> HttpResponseBase:
    return _csv("公开情况.csv", tables.public_lines(_public_rows()[1], hidden=HIDDEN))


@require_safe
def performance_json(request: HttpRequest) -> JsonResponse:
    scope, rows = _public_rows()
    found = {"from": scope.first, "to": scope.last, "at": scope.at, "organs": tables.as_json(rows, hides=True)}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """How every number is counted, made from the table the numbers come from."""
    context = {"measures": MEASURES, "rate_name": RATE_NAME, "rate": RATE_DEFINITION, "duties": DUTIES} | {
        "panels": PANELS
    }
    return render(request, "performance/methods.html", context)


dashboard_view = admin.site.admin_view(dashboard)
requests_view = admin.site.admin_view(requests)
on_time_json_view = admin.site.admin_view(on_time_json)
cases_view = admin.site.admin_view(cases)
on_time_csv_view = admin.site.admin_view(on_time_csv)
