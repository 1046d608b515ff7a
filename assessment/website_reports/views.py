"""网站年度报表: all sites and years, one site's years side by side, one report."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessment.annual_reports.downloads import download
from assessment.website_reports.codes import BY_CODE, FORM, ROWS, Kind, shown
from assessment.website_reports.models import WebsiteReport
from assessment.website_reports.paper import paper_of
from assessment.website_reports.selectors import public_report
from assessment.website_reports.sheet import sections
from portal.audit.pages import kept_until_next_act
from portal.charts import Chart, compared
from portal.deadlines import legal_rules

_DRAWN = ("visits", "published", "letters")


@require_safe
@kept_until_next_act
def website_reports(request: HttpRequest) -> HttpResponse:
    """Newest year first."""
    years: dict[int, list[WebsiteReport]] = {}
    for report in WebsiteReport.objects.public().select_related("organ"):
        years.setdefault(report.year, []).append(report)
    context = {"years": list(years.items()), "rule": legal_rules.latest("WEBSITE_REPORT"), "form": FORM}
    return render(request, "website_reports/archive.html", context)


@require_safe
@kept_until_next_act
def site_reports(request: HttpRequest, code: str) -> HttpResponse:
    """One site's years side by side: every number of the form."""
    reports = list(WebsiteReport.objects.public().filter(code=code).select_related("organ"))
    if not reports:
        raise Http404
    rows = [
        (row, [shown(row, report.values.get(row.code)) or "—" for report in reports])
        for row in ROWS
        if row.kind in (Kind.COUNT, Kind.DAYS)
    ]
    charts = [_chart(name, reports) for name in _DRAWN] if len(reports) > 1 else []
    context = {"newest": reports[0], "reports": reports, "rows": rows, "charts": charts}
    return render(request, "website_reports/site.html", context)


def _chart(name: str, reports: list[WebsiteReport]) -> Chart:
    row = BY_CODE[name]
    points = [(f"{report.year}年", report.values[name]) for report in reports[::-1]]
    label = f"{row.section}：{row.name}（{row.unit}）"
    return compared("年度", label, points, unit=row.unit)


def _report(code: str, year: int) -> WebsiteReport:
    found = public_report(code, year)
    if found is None:
        raise Http404
    return found


@require_safe
@kept_until_next_act
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _report(code, year)
    return render(request, "website_reports/report.html", {"report": found, "sections": sections(found)})


@require_safe
def report_file(request: HttpRequest, code: str, year: int, ending: str) -> HttpResponse:
    """``pdf`` or ``docx``."""
    return download(paper_of(_report(code, year)), ending)


@require_safe
def report_json(request: HttpRequest, code: str, year: int) -> JsonResponse:
    """Row by row; rows that were filled in by hand are named with what was said about them."""
    found = _report(code, year)
    return JsonResponse(
        {
            "title": found.title,
            "organ": found.organ.name,
            "site": found.site_name,
            "code": found.code,
            "year": found.year,
            "form": found.form,
            "published_at": found.published_at,
            "names": {row.code: row.name for row in ROWS},
            "values": {row.code: found.values.get(row.code) for row in ROWS},
            "typed": {code: mark["note"] for code, mark in found.marks.items()},
        },
        json_dumps_params={"ensure_ascii": False},
    )
