"""``/data/``: the catalogue, the page of a data set, its files."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.datasets import dcat, selectors, tables
from disclosure.datasets.chart import chart_of
from disclosure.datasets.models import Dataset, DatasetVersion
from disclosure.datasets.quality import marks
from disclosure.datasets.selectors import Asked
from disclosure.datasets.values import shown
from disclosure.open_data import catalogue as nightly
from disclosure.paging import listing
from portal import clock, spreadsheets
from portal.audit.pages import kept_until_next_act
from portal.errors import DomainError
from portal.receipts.pages import TOO_MANY
from portal.site import ranges
from portal.site.throttling import SlowDown

LD_JSON = "application/ld+json; charset=utf-8"
_LONGEST = 60
_downloads = SlowDown("dataset-download", limit=120, seconds=3600)


@require_safe
@kept_until_next_act
def datasets(request: HttpRequest) -> HttpResponse:
    """Data sets of the organs narrowed by domain, organ and words; below them the nightly dump."""
    names = {"domain": "domain", "organ": "organ", "q": "words"}
    asked = Asked(**{to: _typed(request, name) for name, to in names.items()})
    chosen = {name: asdict(asked)[to] for name, to in names.items() if asdict(asked)[to]}
    query = f"{urlencode(chosen)}&" if chosen else ""
    found = nightly.read()
    context = {
        "listing": listing(selectors.catalogue(asked), request.GET, query=query),
        "domains": selectors.by_domain(),
        "organs": selectors.organs_with_datasets(),
        "asked": asked,
        "is_filtered": bool(chosen),
        "nightly": found[0] if found else None,
        "licence": settings.OPEN_DATA_LICENCE,
        "today": clock.today(),
    }
    return render(request, "datasets/datasets.html", context)


@require_safe
@kept_until_next_act
def dataset(request: HttpRequest, pk: int) -> HttpResponse:
    """One data set; what was taken down answers 410 with the reason."""
    row = get_object_or_404(Dataset.objects.with_page().select_related("organ", "current"), pk=pk)
    version = row.current
    if not row.is_public or version is None:
        return render(request, "datasets/taken_down.html", {"dataset": row}, status=410)
    columns = version.open_columns
    context = {
        "dataset": row,
        "version": version,
        "columns": columns,
        "filters": [column for column in columns if column.slot],
        "rows": [
            [(column, shown(value)) for column, value in zip(columns, values, strict=True)]
            for values in selectors.preview(version)
        ],
        "chart": chart_of(version.chart),
        "versions": selectors.published_versions(row),
        "endings": tables.endings(version),
        "marks": marks(row, version, on=clock.today()),
        "licence": settings.OPEN_DATA_LICENCE,
    }
    return render(request, "datasets/dataset.html", context)


@require_safe
def download(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    """One version as a file, ``?version=2`` for an earlier one; an unchanged file costs a 304."""
    row = get_object_or_404(Dataset.objects.public().select_related("current"), pk=pk)
    version = selectors.version_of(row, _typed(request, "version"))
    if version is None or ending not in tables.endings(version):
        raise Http404
    tag = f'"dataset-version-{version.pk}-{version.version}-{ending}"'
    if ranges.has_it(request, tag):
        return ranges.not_modified()
    try:
        _downloads.count(request)
    except DomainError as refused:
        return HttpResponse(refused.message, status=TOO_MANY, content_type="text/plain; charset=utf-8")
    response = _MADE[ending](version)
    name = f"{row.title}（第{version.number}版）.{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    return response


def _csv(version: DatasetVersion) -> HttpResponseBase:
    return StreamingHttpResponse(tables.csv(version), content_type=spreadsheets.CSV)


def _json(version: DatasetVersion) -> HttpResponseBase:
    return StreamingHttpResponse(tables.json_lines(version), content_type=tables.JSON)


def _xlsx(version: DatasetVersion) -> HttpResponseBase:
    return HttpResponse(tables.workbook(version), content_type=spreadsheets.XLSX)


_MADE: dict[str, Callable[[DatasetVersion], HttpResponseBase]] = {"csv": _csv, "json": _json, "xlsx": _xlsx}


@require_safe
def catalogue_csv(request: HttpRequest) -> HttpResponseBase:
    """The open catalogue as a table (S3-5.3a)."""
    lines = tables.catalogue(selectors.catalogue(Asked()), root=_root(request))
    response = StreamingHttpResponse(lines, content_type=spreadsheets.CSV)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename="数据开放目录.csv")
    return response


@require_safe
def catalogue_json(request: HttpRequest) -> HttpResponse:
    """The same for catalogues of others: DCAT as JSON-LD."""
    found = nightly.read()
    described: dict[str, Any] = dcat.catalogue(
        selectors.catalogue(Asked()), found[0] if found else None, root=_root(request)
    )
    response = JsonResponse(described, content_type=LD_JSON, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _root(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _typed(request: HttpRequest, name: str) -> str:
    """Cut to a length no real one has."""
    return request.GET.get(name, "")[:_LONGEST].replace("\0", "").strip()
