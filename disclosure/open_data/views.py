"""``/open-data/``: what there is, and the files."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.open_data import catalogue
from disclosure.open_data.services import is_outrun
from portal.site import ranges

RETRY_SECONDS = 600
UNAVAILABLE = 503
_PART = 1 << 16


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    found = catalogue.read()
    shown = found[0] if found else None
    return render(request, "open_data/overview.html", {"catalogue": shown})


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file. While it still names what was just taken down, nobody gets it: 503 until the new one is written."""
    found = catalogue.read()
    if found is None:
        raise Http404
    present, folder = found
    if is_outrun(present.made_at):
        response = render(request, "open_data/rewriting.html", status=UNAVAILABLE)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    file = present.file(name)
    tag = file.sha256 if file else f"catalogue-{present.made_at.timestamp():.0f}"
    return _sent(request, folder / name, etag=f'"{tag}"')


def _sent(request: HttpRequest, path: Path, *, etag: str) -> HttpResponseBase:
    if ranges.has_it(request, etag):
        response: HttpResponseBase = ranges.not_modified()
    else:
        response = ranges.ranged(request, size=path.stat().st_size, etag=etag, read=partial(_span, path))
    ranges.name_in(response, etag)
    response["Content-Type"] = catalogue.media_type(path.name)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=path.name)
    return response


def _span(path: Path, start: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while length > 0 and (part := file.read(min(_PART, length))):
            length -= len(part)
            yield part
