"""Public pages of specials."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.specials import selectors
from disclosure.specials.models import Special
from portal.audit.pages import kept_until_next_act


@require_safe
@kept_until_next_act
def specials(request: HttpRequest) -> HttpResponse:
    rows = list(selectors.specials())
    running = [row for row in rows if row.archived_at is None]
    archived = [row for row in rows if row.archived_at is not None]
    return render(request, "disclosure/specials.html", {"running": running, "archived": archived})


@require_safe
@kept_until_next_act
def special(request: HttpRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Special.objects.select_related("organ"), code=code)
    return render(request, "disclosure/special.html", {"special": row, "sections": selectors.sections(row)})
