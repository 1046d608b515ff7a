"""Public pages of the catalogue: home, columns, organs, guide, rules, the generated catalogue."""

from urllib.parse import urlencode

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.catalogue import selectors, tables
from disclosure.catalogue.models import Column, Guide
from disclosure.consultations.selectors import Part, public_list
from disclosure.documents import companions
from disclosure.documents import selectors as documents
from disclosure.documents.models import Document, DocumentQuerySet
from disclosure.paging import listing
from portal import clock
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.deadlines import legal_rules
from portal.site.front_page import posters
from portal.site.navigation import SECTIONS

NEWEST = 8
CONSULTATIONS = 3
TOPICS = 9
ORGAN_NEWEST = 6
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@kept_until_next_act
def home(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    today = clock.local(at).date()
    topics = sorted((row for row in documents.topic_counts() if row.count), key=lambda row: -row.count)[:TOPICS]
    context = {
        "newest": documents.newest(limit=NEWEST),
        "topics": topics,
        "groups": selectors.organ_groups(today),
        "reply": legal_rules.rule("FOI_REPLY", on=today),
        "public_count": selectors.public_count(),
        "normative_count": documents.normative_in_force(today).count(),
        "sections": SECTIONS,
        "posters": posters(today),
        "consultations": public_list(Part.OPEN, at=at)[:CONSULTATIONS],
        "this_year": selectors.published_since(today.replace(month=1, day=1)),
    }
    return render(request, "disclosure/home.html", context)


@require_safe
@kept_until_next_act
def columns(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/columns.html", {"organs": selectors.columns_by_organ()})


@require_safe
@kept_until_next_act
def column(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Column.objects.select_related("organ", "parent"), code=code, is_active=True)
    below = row.children.filter(is_active=True)
    rows = listing(selectors.documents_in(row), request.GET)
    return render(request, "disclosure/column.html", {"column": row, "below": below, "listing": rows})


@require_safe
@kept_until_next_act
def statutory(request: HttpRequest) -> HttpResponse:
    """By matter, or by organ with ``?by=organ``."""
    today = clock.today()
    if request.GET.get("by") == "organ":
        return render(request, "disclosure/statutory.html", {"organs": selectors.statutory_columns(today)})
    return render(request, "disclosure/statutory.html", {"matters": selectors.statutory_matters(today)})


@require_safe
@kept_until_next_act
def organs(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/organs.html", {"groups": selectors.organ_groups(clock.today())})


@require_safe
@kept_until_next_act
def organ(request: HttpRequest, code: str) -> HttpResponse:
    """An organ's own page (S0-1.5b); one that was merged away stays readable and names its successor."""
    predecessors = Prefetch("predecessors", Organ.objects.order_by("pk"))
    rows = Organ.objects.domestic().select_related("parent", "successor").prefetch_related(predecessors)
    row = get_object_or_404(rows, code=code)
    newest = documents.cards(Document.objects.public().filter(organ=row))[:ORGAN_NEWEST]
    context = {"page": selectors.organ_page(row, on=clock.today()), "organ": row, "newest": newest}
    return render(request, "disclosure/organ.html", context)


@require_safe
@kept_until_next_act
def directory(request: HttpRequest, code: str) -> HttpResponse:
    """主动公开基本目录 of one organ (S2-1.11b, S1-3.1a)."""
    row = get_object_or_404(Organ.objects.domestic(), code=code)
    rows = selectors.directory(row, on=clock.today())
    return render(request, "disclosure/directory.html", {"organ": row, "rows": rows})


@require_safe
@kept_until_next_act
def guides(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/guides.html", {"guides": selectors.guides_in_force(clock.today())})


@require_safe
@kept_until_next_act
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The guide in force, or an earlier version by ``?version=``."""
    row = get_object_or_404(Organ.objects.domestic(), code=code)
    versions = list(row.guides.current(clock.today()))
    shown = _asked_version(versions, request.GET.get("version", ""))
    context = {"organ": row, "guide": shown, "versions": versions, "is_newest": shown in versions[:1]}
    return render(request, "disclosure/guide.html", context)


@require_safe
@kept_until_next_act
def regulations(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/regulations.html", {"subjects": selectors.rules_by_subject(clock.today())})


@require_safe
@kept_until_next_act
def catalogue(request: HttpRequest) -> HttpResponse:
    asked = _catalogue_filter(request)
    chosen = {name: value for name, value in asked.items() if value}
    query = f"{urlencode(chosen)}&" if chosen else ""
    shown = listing(selectors.catalogue(**asked), request.GET, query=query)
    marks = companions.marks([document.pk for document in shown.rows])
    context = {
        "listing": shown,
        "rows": [(document, marks[document.pk]) for document in shown.rows],
        "organs": Organ.objects.listed(clock.today()),
        "asked": asked,
        "query": urlencode(chosen),
    }
    return render(request, "disclosure/catalogue.html", context)


@require_safe
def catalogue_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    return _table(request, selectors.catalogue(**_catalogue_filter(request)), ending, name="公开目录")


@require_safe
def normative_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """现行有效规范性文件目录, to take away (S1-5.2b)."""
    return _table(request, documents.normative_in_force(clock.today()), ending, name="现行有效规范性文件目录")


@require_safe
@kept_until_next_act
def feeds(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/feeds.html", {"organs": Organ.objects.listed(clock.today())})


@require_safe
@kept_until_next_act
def site_map(request: HttpRequest) -> HttpResponse:
    context = {
        "sections": SECTIONS,
        "organs": selectors.columns_by_organ(),
        "groups": selectors.organ_groups(clock.today()),
    }
    return render(request, "disclosure/sitemap.html", context)


def _asked_version(versions: list[Guide], asked: str) -> Guide | None:
    chosen = [version for version in versions if str(version.number) == asked]
    return next(iter(chosen or versions), None)


def _catalogue_filter(request: HttpRequest) -> dict[str, str]:
    """``organ`` (code) and ``year``, cut to a length no real one has."""
    return {name: request.GET.get(name, "")[:40].replace("\0", "") for name in ("organ", "year")}


def _table(request: HttpRequest, rows: DocumentQuerySet, ending: str, *, name: str) -> HttpResponseBase:
    """The documents as a CSV or XLSX file."""
    root = request.build_absolute_uri("/").rstrip("/")
    response: HttpResponseBase
    if ending == "csv":
        lines = tables.csv_lines(rows.iterator(chunk_size=500), root=root)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(tables.workbook(rows.iterator(chunk_size=500), root=root), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{ending}")
    return response
