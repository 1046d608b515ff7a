"""Public pages of released answers."""

from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.paging import listing
from portal.audit.pages import kept_until_next_act
from portal.files import vault
from requests_app.proposing import selectors
from requests_app.proposing.forms import FilterForm
from requests_app.proposing.models import PublishedAnswer


@require_safe
@kept_until_next_act
def answers(request: HttpRequest) -> HttpResponse:
    """What others asked for and got, newest first."""
    form = FilterForm(request.GET)
    chosen = form.chosen()
    rows = selectors.public_answers(**chosen)  # type: ignore[arg-type]  # the form has cleaned them
    asked = {"organ": chosen["organ"], "year": chosen["year"], "q": chosen["words"]}
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "listing": listing(rows, request.GET, query=f"{query}&" if query else ""),
        "organs": selectors.organs_with_answers(),
        "asked": asked,
        "is_filtered": bool(query),
    }
    return render(request, "requests/answers.html", context)


@require_safe
@kept_until_next_act
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer; one that was taken down stays with status 410 and without its words."""
    row = get_object_or_404(PublishedAnswer.objects.with_page().select_related("organ"), pk=pk)
    if not row.is_public:
        return render(request, "requests/answer_taken_down.html", {"answer": row}, status=410)
    files = row.files.select_related("stored").order_by("pk")
    return render(request, "requests/answer.html", {"answer": row, "files": files})


@require_safe
def answer_file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """A file of a public answer, always as a download: nothing that was uploaded runs on this site."""
    row = selectors.public_file(pk, file)
    if row is None:
        raise Http404
    response = FileResponse(vault.content(row.stored.path), as_attachment=True, filename=row.stored.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
