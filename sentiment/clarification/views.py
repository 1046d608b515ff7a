"""Public pages of clarifications."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.paging import listing
from portal.audit.pages import kept_until_next_act
from sentiment.clarification import selectors
from sentiment.clarification.models import Clarification


@require_safe
@kept_until_next_act
def clarifications(request: HttpRequest) -> HttpResponse:
    rows = selectors.public_clarifications()
    return render(request, "clarification/clarifications.html", {"listing": listing(rows, request.GET)})


@require_safe
@kept_until_next_act
def clarification(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said, what is true; one that was taken down stays with status 410 and without its words."""
    row = get_object_or_404(Clarification.objects.with_page().select_related("organ"), pk=pk)
    if not row.is_public:
        return render(request, "clarification/taken_down.html", {"clarification": row}, status=410)
    releases = row.releases.order_by("released_at", "pk")
    return render(request, "clarification/clarification.html", {"clarification": row, "releases": releases})
