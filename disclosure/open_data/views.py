"""``/open-data/``: what there is, and the files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from disclosure.open_data import catalogue
from disclosure.open_data.sending import send
from disclosure.open_data.services import is_outrun

RETRY_SECONDS = 600
UNAVAILABLE = 503


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
    return send(request, folder / name, tag=tag, content_type=catalogue.media_type(name))
