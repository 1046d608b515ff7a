"""The sheet as a page to read and print, and as a file."""

from datetime import date

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from assessment.dashboard.asking import whole
from assessment.dashboard.brief.month import Month, month_of
from assessment.dashboard.brief.wording import context, links
from assessment.dashboard.forms import AskedMonth
from assessment.dashboard.letters import CODE
from assessment.measures.scope import Scope
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ
from portal.errors import DomainError
from portal.letters.composing import Draft
from portal.letters.services import form_file, preview_letter

CONFLICT = 409
ENDINGS = ("docx", "pdf")


@require_safe
def brief(request: HttpRequest) -> HttpResponse:
    scope, first = _asked(request)
    month, draft = _drawn(scope, first)
    found = links(month)
    shown = {
        "blocks": [(block, found.get(block.code, ())) for block in draft.blocks],
        "draft": draft,
        "first": first,
        "months": reversed(scope.months()),
        "endings": ENDINGS,
        "scope": scope,
    }
    return render(request, "dashboard/brief.html", shown)


@require_safe
def brief_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The same words as a file, or in words why it cannot be made here."""
    scope, first = _asked(request)
    if ending not in ENDINGS:
        raise Http404
    try:
        made = form_file(_drawn(scope, first)[1], ending)
    except DomainError as error:
        return HttpResponse(error.message, status=CONFLICT, content_type="text/plain; charset=utf-8")
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{first:%Y年%-m月}{made.name}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    add_never_cache_headers(response)
    return response


def _asked(request: HttpRequest) -> tuple[Scope, date]:
    """What the visitor leads, and the first day of the month asked for: one of the last twelve, by itself this one."""
    scope, form = whole(request), AskedMonth(request.GET)
    first = form.cleaned_data["month"] or scope.last.replace(day=1) if form.is_valid() else None
    if first not in scope.months():
        raise Http404
    return scope, first


def _drawn(scope: Scope, first: date) -> tuple[Month, Draft]:
    month, on = month_of(scope, first), clock.local(scope.at).date()
    own = sorted(scope.organ_ids or ())
    organ = Organ.objects.filter(pk__in=own, active_to=None).order_by("position", "pk").first() or site_organ(on)
    if organ is None:
        raise Http404
    return month, preview_letter(template=CODE, organ=organ, context=context(month), on=on)


brief_view = admin.site.admin_view(brief)
brief_file_view = admin.site.admin_view(brief_file)
