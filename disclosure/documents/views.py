"""Public pages of documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from disclosure.documents import selectors
from disclosure.documents.forms.reporting import ErrorReportForm
from disclosure.documents.models import Document
from disclosure.documents.services.reporting import report_error
from disclosure.documents.topics import TOPIC_NAMES
from disclosure.paging import listing
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.audit.pages import kept_until_next_act
from portal.errors import DomainError
from portal.files.serving import send
from portal.site.throttling import SlowDown

_reports = SlowDown("error-report", limit=10, seconds=3600)


@require_safe
@kept_until_next_act
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document; a page that was taken down stays with status 410 and without its text."""
    row = get_object_or_404(
        Document.objects.with_page().select_related("organ", "column__parent", "successor").defer("body"), pk=pk
    )
    if not row.is_public:
        return render(request, "disclosure/taken_down.html", {"document": row}, status=410)
    page = selectors.document_page(row, on=clock.today())
    return render(request, "disclosure/document.html", {"page": page, "document": row})


@require_safe
@kept_until_next_act
def cite(request: HttpRequest, pk: int) -> HttpResponse:
    """The document's reference in one line, and how to print it."""
    row = get_object_or_404(Document.objects.public().defer("body", "body_html"), pk=pk)
    link = request.build_absolute_uri(row.get_absolute_url())
    return render(request, "disclosure/cite.html", {"document": row, "link": link})


@require_safe
@kept_until_next_act
def topics(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/topics.html", {"topics": selectors.topic_counts()})


@require_safe
@kept_until_next_act
def topic(request: HttpRequest, code: str) -> HttpResponse:
    if code not in TOPIC_NAMES or len(code) != 2:
        raise Http404
    rows = selectors.cards(Document.objects.public().filter(topic=code))
    context = {"name": TOPIC_NAMES[code], "listing": listing(rows, request.GET)}
    return render(request, "disclosure/topic.html", context)


@require_safe
@kept_until_next_act
def normative(request: HttpRequest) -> HttpResponse:
    rows = selectors.normative_in_force(clock.today())
    return render(request, "disclosure/normative.html", {"listing": listing(rows, request.GET)})


@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file of a public document, whole or a range of it."""
    file = selectors.public_file(pk)
    if file is None:
        raise Http404
    return send(request, file.stored)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """找错, for one document or for any page; nothing typed is lost on an error."""
    row = get_object_or_404(Document.objects.public(), pk=pk) if pk else None
    page = row.get_absolute_url() if row else request.GET.get("page", "")
    form = ErrorReportForm(request.POST or None, initial={"page": page})
    if request.method == "POST" and form.is_valid():
        try:
            _accept_report(request, form, row)
            return redirect("documents:reported")
        except DomainError as error:
            for field, messages in error.by_field().items():
                for message in messages:
                    form.add_error(field or None, message)
    return render(request, "disclosure/report.html", {"form": form, "document": row})


@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    return render(request, "disclosure/reported.html")


def _accept_report(request: HttpRequest, form: ErrorReportForm, row: Document | None) -> None:
    """A machine that filled the trap is thanked and forgotten."""
    if form.cleaned_data["website"]:
        return
    _reports.count(request)
    office = Organ.objects.filter(kind=OrganKind.GOVERNMENT).first()
    values = {name: form.cleaned_data[name] for name in ("page", "text", "contact")}
    report_error(**values, document=row, organ=office, at=clock.now())
