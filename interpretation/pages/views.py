"""Public pages of explanations."""

import re
from dataclasses import asdict, fields
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from disclosure.paging import listing
from interpretation.materials.models import Material, MaterialFile
from interpretation.materials.selectors import served
from interpretation.pages import figures, selectors
from interpretation.pages.selectors import Asked
from portal import clock
from portal.audit.pages import kept_until_next_act
from portal.files.serving import send
from portal.spreadsheets import CSV, csv_lines

_LONGEST = 60
_YEAR = re.compile("20[0-9]{2}")
GONE = 410


@require_safe
@kept_until_next_act
def library(request: HttpRequest) -> HttpResponse:
    """Every explanation, narrowed by organ, form, way, theme, name and year."""
    asked = _asked(request)
    chosen = {name: value for name, value in asdict(asked).items() if value}
    query = f"{urlencode(chosen)}&" if chosen else ""
    context = {
        "listing": listing(selectors.library(asked), request.GET, query=query),
        "choices": selectors.choices(),
        "asked": asked,
        "figures": figures.figures(clock.today().year),
        "target": figures.HEAD_TARGET,
    }
    return render(request, "interpretation/library.html", context)


@require_safe
@kept_until_next_act
def interpretation(request: HttpRequest, pk: int) -> HttpResponse:
    """One explanation with the link to its document; what was taken down answers 410 with the reason."""
    rows = Material.objects.with_page().select_related("organ", "document__organ")
    material = get_object_or_404(rows.defer("document__body", "document__body_html"), pk=pk)
    if not material.is_published:
        return render(request, "interpretation/taken_down.html", {"material": material}, status=GONE)
    others = selectors.lines(Material.objects.public().filter(document=material.document).exclude(pk=pk))
    context = {
        "material": material,
        "written": material.written(guide=False),
        "guide": material.written(guide=True),
        "others": others,
        "files": material.files.with_files(),
        **selectors.comparison(material),
    }
    return render(request, "interpretation/interpretation.html", context)


@require_safe
def file(request: HttpRequest, pk: int, what: str) -> HttpResponseBase:
    """A picture, a recording, a film or its captions, of an explanation that is public; whole or a range of it."""
    row = get_object_or_404(MaterialFile.objects.public().with_files(), pk=pk)
    stored = served(row, what)
    if stored is None:
        raise Http404
    return send(request, stored)


@require_safe
def figures_file(request: HttpRequest) -> HttpResponse:
    """The figures of one year as a table to take away; this year's unless another is asked for."""
    asked = request.GET.get("year", "")
    year = int(asked) if _YEAR.fullmatch(asked) else clock.today().year
    response = HttpResponse(csv_lines(figures.HEADINGS, figures.table(year)), content_type=CSV)
    name = f"政策解读情况-{year}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _asked(request: HttpRequest) -> Asked:
    """Cut to a length no real one has."""
    names = [field.name for field in fields(Asked)]
    return Asked(**{name: request.GET.get(name, "")[:_LONGEST].replace("\0", "").strip() for name in names})
