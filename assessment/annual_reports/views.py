"""公开年报: the archive of all organs and years, one organ's years side by side, one report."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessment.annual_reports.downloads import download
from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.paper import paper_of
from assessment.annual_reports.selectors import public_report
from assessment.annual_reports.sheet import parts
from disclosure.catalogue import selectors as catalogue
from disclosure.documents.models import Document
from disclosure.paging import listing
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.charts import Chart, compared
from portal.deadlines import legal_rules
from requests_app.figures.tables import ALL, CLOSING, NEW, TOTAL

_CHARTS = 3
_COMPARED = (
    ("新收申请", "3", NEW, ALL),
    ("办结", "3", TOTAL, ALL),
    ("予以公开", "3", "3.1", ALL),
    ("部分公开", "3", "3.2", ALL),
    ("结转下年", "3", CLOSING, ALL),
    ("行政复议", "4", "review", ALL),
)


@require_safe
@kept_until_next_act
def annual_reports(request: HttpRequest) -> HttpResponse:
    """Reports made here, newest year first, and below them those that were published as documents."""
    made = list(AnnualReport.objects.public().select_related("organ"))
    titles = {report.title for report in made}
    context = {
        "years": _by_year(made),
        "chart": _newest(made),
        "listing": listing(_older(titles), request.GET),
        "organ_rule": legal_rules.latest("ANNUAL_REPORT_ORGAN"),
        "city_rule": legal_rules.latest("ANNUAL_REPORT_CITY"),
    }
    return render(request, "annual_reports/archive.html", context)


def _newest(made: list[AnnualReport]) -> Chart | None:
    """The new requests of the newest year, organ by organ; a city's own report is their sum and stands apart."""
    rows = [row for row in made if row.year == made[0].year and not row.is_of_city]
    points = [(row.organ.short_name, row.values["3"][NEW][ALL]) for row in rows]
    return compared("单位", f"{made[0].year}年新收申请（件）", points, unit="件") if len(points) > 1 else None


def _older(titles: set[str]) -> "QuerySet[Document]":
    """Without those that stand above: a report is in the archive once."""
    rows: QuerySet[Document] = catalogue.annual_reports().exclude(title__in=titles)
    return rows


def _by_year(reports: list[AnnualReport]) -> list[tuple[int, list[AnnualReport]]]:
    found: dict[int, list[AnnualReport]] = {}
    for report in reports:
        found.setdefault(report.year, []).append(report)
    return list(found.items())


@require_safe
@kept_until_next_act
def organ_reports(request: HttpRequest, code: str) -> HttpResponse:
    """One organ's years side by side."""
    organ = get_object_or_404(Organ.objects.domestic(), code=code)
    reports = list(AnnualReport.objects.public().filter(organ=organ).select_related("organ"))
    if not reports:
        raise Http404
    rows = [
        (title, [report.values[table][row][column] for report in reports]) for title, table, row, column in _COMPARED
    ]
    charts = [
        compared(
            "年度",
            f"{title}（件）",
            [(f"{report.year}年", report.values[table][row][column]) for report in reports[::-1]],
            unit="件",
        )
        for title, table, row, column in _COMPARED[:_CHARTS]
    ]
    context = {"organ": organ, "reports": reports, "rows": rows, "charts": charts}
    return render(request, "annual_reports/organ.html", context)


def _report(code: str, year: int) -> AnnualReport:
    found = public_report(code, year)
    if found is None:
        raise Http404
    return found


@require_safe
@kept_until_next_act
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    shown = _report(code, year)
    return render(request, "annual_reports/report.html", {"report": shown, "parts": parts(shown)})


@require_safe
def report_file(request: HttpRequest, code: str, year: int, ending: str) -> HttpResponse:
    """``pdf`` or ``docx``."""
    return download(paper_of(_report(code, year)), ending)


@require_safe
def report_json(request: HttpRequest, code: str, year: int) -> JsonResponse:
    """Chapters and tables; cells that were typed instead of counted are named."""
    shown = _report(code, year)
    return JsonResponse(
        {
            "title": shown.title,
            "organ": shown.organ_name,
            "year": shown.year,
            "form": shown.form,
            "published_at": shown.published_at,
            "texts": shown.sections,
            "fee_note": shown.fee_note,
            "tables": shown.values,
            "typed": {code: mark["note"] for code, mark in shown.marks.items()},
        },
        json_dumps_params={"ensure_ascii": False},
    )
