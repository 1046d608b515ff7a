"""Public pages of lists: the index, one list with its downloads, one row."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.listings import selectors, tables
from disclosure.listings.elements import TEMPLATES, ListTemplate
from disclosure.listings.models import ListRow
from disclosure.listings.selectors import Asked
from disclosure.paging import listing
from portal import clock, spreadsheets
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.deadlines import selectors as deadlines

_LONGEST = 60
_READABLE = {"ensure_ascii": False}


@require_safe
@kept_until_next_act
def index(request: HttpRequest) -> HttpResponse:
    """Every list there is, the empty ones too."""
    return render(request, "disclosure/listings/index.html", {"groups": list(selectors.index())})


@require_safe
@kept_until_next_act
def rows(request: HttpRequest, code: str) -> HttpResponse:
    """One list, narrowed by organ, year and words."""
    template, asked = _template(code), _asked(request)
    chosen = {name: value for name, value in asdict(asked).items() if value}
    query = f"{urlencode(chosen)}&" if chosen else ""
    found = selectors.rows_of(template, asked)
    page = listing(found, request.GET, query=query)
    today = clock.today()
    context = {
        "template": template,
        "listing": page,
        "columns": [each for each in template.main if each is not template.elements[0]],
        "lines": [(row, tables.main_cells(row)) for row in page.rows],
        "organs": Organ.objects.listed(today),
        "asked": asked,
        "query": urlencode(chosen),
        "rule": deadlines.rule(template.rule, on=today),
    }
    return render(request, "disclosure/listings/rows.html", context)


@require_safe
@kept_until_next_act
def row(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One row; what is shown no longer answers 410 and leads to what took its place."""
    found = get_object_or_404(ListRow.objects.with_page().select_related("organ", "document"), pk=pk, template=code)
    if not found.is_public:
        gone = {"row": found, "successor": selectors.successor(found)}
        return render(request, "disclosure/listings/taken_down.html", gone, status=410)
    document = found.document if found.document and found.document.is_public else None
    context = {"row": found, "facts": tables.facts(found), "links": tables.links(found), "document": document}
    return render(request, "disclosure/listings/row.html", context)


@require_safe
def download(request: HttpRequest, code: str, ending: str) -> HttpResponseBase:
    """The whole list, narrowed like its page, as CSV, XLSX or JSON: to be found, checked and used again (S4-1.8a)."""
    template = _template(code)
    found = selectors.rows_of(template, _asked(request))[: selectors.DOWNLOADED]
    response = _WRITERS[ending](template, found)
    name = f"{template.title}.{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _csv(template: ListTemplate, found: Iterable[ListRow]) -> HttpResponseBase:
    lines = spreadsheets.csv_lines(tables.headings(template), (tables.cells(row) for row in found))
    return StreamingHttpResponse(lines, content_type=spreadsheets.CSV)


def _xlsx(template: ListTemplate, found: Iterable[ListRow]) -> HttpResponseBase:
    return HttpResponse(spreadsheets.workbook(tables.sheet(template, found)), content_type=spreadsheets.XLSX)


def _json(template: ListTemplate, found: Iterable[ListRow]) -> HttpResponseBase:
    names = tables.headings(template)
    lines = [dict(zip(names, tables.cells(row), strict=True)) for row in found]
    return JsonResponse({"list": template.title, "basis": template.basis, "rows": lines}, json_dumps_params=_READABLE)


_WRITERS: dict[str, Callable[[ListTemplate, Iterable[ListRow]], HttpResponseBase]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
}


def _template(code: str) -> ListTemplate:
    if code not in TEMPLATES:
        raise Http404
    return TEMPLATES[code]


def _asked(request: HttpRequest) -> Asked:
    """Cut to a length no real one has."""
    names = ("organ", "words", "year")
    return Asked(**{name: request.GET.get(name, "")[:_LONGEST].replace("\0", "").strip() for name in names})
