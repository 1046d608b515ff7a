"""Public pages of the gazette."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.documents.typesetting import body_html
from disclosure.gazette import selectors
from disclosure.gazette.keeping import kept_pdf
from disclosure.gazette.models import GazetteEntry, GazetteIssue
from portal.audit.pages import kept_until_next_act
from portal.errors import DomainError
from portal.files.serving import send
from portal.letters.errors import FontMissing
from portal.site.throttling import SlowDown

GONE = 410
TOO_MANY = 429
UNAVAILABLE = 503
_PLAIN = "text/plain; charset=utf-8"
_NO_PDF = "这台服务器现在做不出PDF，请先在网页上看。"
_LONGEST = 60
_PDF = SlowDown("gazette-pdf", limit=30, seconds=600)


@require_safe
@kept_until_next_act
def gazette(request: HttpRequest) -> HttpResponse:
    """The newest issue, and every year with its gaps."""
    latest = selectors.newest().first()
    contents = selectors.contents(latest) if latest else []
    context = {"years": selectors.years(), "latest": latest, "contents": contents}
    return render(request, "disclosure/gazette/gazette.html", context)


def _issue(year: int, number: int) -> GazetteIssue:
    rows = GazetteIssue.objects.public().select_related("organ")
    return get_object_or_404(rows, year=year, number=number)


@require_safe
@kept_until_next_act
def issue(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The contents of one issue; ``?q=`` searches inside it."""
    row = _issue(year, number)
    words = request.GET.get("q", "")[:_LONGEST].replace("\0", "").strip()
    context = {
        "issue": row,
        "contents": selectors.contents(row),
        "corrections": row.corrections.all(),
        "words": words,
        "hits": selectors.search_inside(row, words) if words else [],
    }
    return render(request, "disclosure/gazette/issue.html", context)


@require_safe
@kept_until_next_act
def entry(request: HttpRequest, year: int, number: int, position: int) -> HttpResponse:
    """One piece to read; what was taken down from the site answers 410 and shows nothing of it."""
    row = _issue(year, number)
    piece = get_object_or_404(row.entries.select_related("document", "file"), position=position)
    piece.issue = row
    if not piece.is_shown:
        return render(request, "disclosure/gazette/taken_down.html", {"issue": row, "entry": piece}, status=GONE)
    context = {
        "issue": row,
        "entry": piece,
        "html": body_html(piece.text) if piece.text else "",
        "near": selectors.neighbours(piece),
    }
    return render(request, "disclosure/gazette/entry.html", context)


@require_safe
def pdf(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The whole issue as one file, set once and kept."""
    row = _issue(year, number)
    try:
        content = kept_pdf(row, on_making=lambda: _PDF.count(request))
    except FontMissing:
        return HttpResponse(_NO_PDF, content_type=_PLAIN, status=UNAVAILABLE)
    except DomainError as refused:
        return HttpResponse(refused.message, content_type=_PLAIN, status=TOO_MANY)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{row}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The facsimile of a historic piece."""
    piece = get_object_or_404(GazetteEntry.objects.public().exclude(file=None).select_related("file"), pk=pk)
    stored = piece.file.for_public() if piece.file else None
    if stored is None:
        return HttpResponse(status=GONE)
    return send(request, stored)
