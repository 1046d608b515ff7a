"""Public pages of errands: ways in, guides, 一件事, the book."""

from dataclasses import asdict, fields
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.services_guide import book, selectors, wording
from disclosure.services_guide.codes import Audience, Online, Theme
from disclosure.services_guide.models import MaterialFile, ServiceBundle, ServiceGuide
from disclosure.services_guide.selectors import Asked
from disclosure.services_guide.states import GuideState
from disclosure.services_guide.word import docx_bytes
from portal import clock
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.errors import DomainError
from portal.files.serving import send
from portal.letters.errors import FontMissing
from portal.site.throttling import SlowDown

GONE = 410
TOO_MANY = 429
UNAVAILABLE = 503
LISTED_AT_MOST = 500
_LONGEST = 60
_PLAIN = "text/plain; charset=utf-8"
_NO_PDF = "这台服务器现在做不出PDF，请下载Word文件。"
_BOOK = SlowDown("services-book", limit=30, seconds=600)
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@kept_until_next_act
def services(request: HttpRequest) -> HttpResponse:
    """The entrance (S3-2.4f): by theme, by whom, by organ; every guide is one list further."""
    context = {"entrance": selectors.entrance(), "bundles": selectors.public_bundles()}
    return render(request, "disclosure/services/services.html", context)


@require_safe
@kept_until_next_act
def guides(request: HttpRequest) -> HttpResponse:
    """Guides narrowed by organ, audience, theme, way and name, all on one page."""
    asked = _asked(request)
    rows = list(selectors.public_list(asked)[: LISTED_AT_MOST + 1])
    context = {
        "rows": rows[:LISTED_AT_MOST],
        "is_cut": len(rows) > LISTED_AT_MOST,
        "asked": asked,
        "query": urlencode({name: value for name, value in asdict(asked).items() if value}),
        "themes": Theme.choices,
        "audiences": Audience.choices,
        "ways": Online.choices,
        "organs": Organ.objects.listed(clock.today()),
    }
    return render(request, "disclosure/services/guides.html", context)


@require_safe
@kept_until_next_act
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The present edition; an errand whose guide was withdrawn answers 410 with the reason."""
    row = selectors.whole(ServiceGuide.objects.public().filter(code=code)).first()
    return _shown(request, row) if row else _gone(request, code)


@require_safe
@kept_until_next_act
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An edition of the past, marked as such."""
    rows = ServiceGuide.objects.filter(state__in=[GuideState.PUBLISHED, GuideState.SUPERSEDED])
    row = selectors.whole(rows.filter(code=code, edition=number)).first()
    if row is None:
        raise Http404
    return _shown(request, row)


def _shown(request: HttpRequest, row: ServiceGuide) -> HttpResponse:
    context = {
        "guide": row,
        "elements": wording.elements(row),
        "where": wording.where(row),
        "more": wording.more(row),
        "editions": selectors.editions(row),
        "bases": [basis.document for basis in row.bases.all() if basis.document.is_public],
    }
    return render(request, "disclosure/services/guide.html", context)


def _gone(request: HttpRequest, code: str) -> HttpResponse:
    rows = ServiceGuide.objects.filter(code=code, state=GuideState.WITHDRAWN).select_related("organ")
    row = rows.order_by("-edition").first()
    if row is None:
        raise Http404
    return render(request, "disclosure/services/taken_down.html", {"guide": row}, status=GONE)


@require_safe
@kept_until_next_act
def thing(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(ServiceBundle.objects.public().select_related("organ"), code=code)
    return render(request, "disclosure/services/thing.html", {"thing": selectors.thing(row)})


@require_safe
@kept_until_next_act
def choose(request: HttpRequest) -> HttpResponse:
    """Which errands go into one's own book; ``?organ=`` and the like narrow what is offered."""
    asked = _asked(request)
    context = {
        "rows": selectors.public_list(asked)[:LISTED_AT_MOST],
        "bundles": selectors.public_bundles(),
        "at_most": selectors.BOOK_AT_MOST,
        "asked": asked,
    }
    return render(request, "disclosure/services/choose.html", context)


@require_safe
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """办事一本通 of ``?code=`` (several) and ``?thing=`` (several) as ``pdf`` or ``docx``."""
    codes = request.GET.getlist("code")[: selectors.BOOK_AT_MOST]
    wanted = request.GET.getlist("thing")[: selectors.BOOK_AT_MOST]
    bundles = selectors.public_bundles().filter(code__in=[code.replace("\0", "") for code in wanted])
    things = [selectors.thing(row) for row in bundles[:5]]
    chosen = selectors.for_book([code.replace("\0", "") for code in codes])
    if not things and not chosen:
        return HttpResponse("请先选要印的事项。", content_type=_PLAIN, status=400)
    try:
        _BOOK.count(request)
        composed = book.compose(things, chosen, on=clock.today())
        content = book.pdf_bytes(composed) if ending == "pdf" else docx_bytes(composed)
    except FontMissing:
        return HttpResponse(_NO_PDF, content_type=_PLAIN, status=UNAVAILABLE)
    except DomainError as refused:
        return HttpResponse(refused.message, content_type=_PLAIN, status=TOO_MANY)
    response = HttpResponse(content, content_type=_TYPES[ending])
    name = f"{book.TITLE}.{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A form, its instructions or a sample, of a guide that is out."""
    rows = MaterialFile.objects.filter(material__guide__in=ServiceGuide.objects.public()).select_related("file")
    row = get_object_or_404(rows.prefetch_related("file__copies"), pk=pk)
    stored = row.file.for_public()
    if stored is None:
        raise Http404
    return send(request, stored)


def _asked(request: HttpRequest) -> Asked:
    """Cut to a length no real one has."""
    names = [field.name for field in fields(Asked)]
    return Asked(**{name: request.GET.get(name, "")[:_LONGEST].replace("\0", "").strip() for name in names})
