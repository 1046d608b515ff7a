"""Public pages of the list of matters."""

from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from disclosure.matters import content, official_table, selectors
from disclosure.matters.codes import FOCUSES, WELFARE, Audience, Tier, VillageTopic, Way
from disclosure.matters.models import Matter
from disclosure.matters.selectors import Asked
from portal import clock, spreadsheets
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.domains import Domain
from portal.interface.paging import PAGE_SIZE_AT_MOST

PER_PAGE = 50
_LONGEST = 60


@require_safe
@kept_until_next_act
def matters(request: HttpRequest) -> HttpResponse:
    """The list as of today or of the day asked for, narrowed."""
    asked, today = _asked(request), clock.today()
    on = selectors.day_of(asked, today)
    page = Paginator(selectors.listed(asked, on=on), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "on": on,
        "is_past": on < today,
        "query": _query(asked),
        "organs": Organ.objects.filter(matters__isnull=False).distinct(),
        **_choices(),
    }
    return render(request, "disclosure/matters/matters.html", context)


def _choices() -> dict[str, Any]:
    return {
        "domains": Domain,
        "topics": VillageTopic,
        "tiers": Tier,
        "audiences": Audience,
        "ways": Way,
        "focuses": FOCUSES.values(),
    }


@require_safe
@kept_until_next_act
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter with its versions; what was dropped answers 410 and says when and why."""
    row = get_object_or_404(Matter.objects.with_page().select_related("organ", "current"), pk=pk)
    context = {"matter": row, "version": row.current, "history": selectors.history(row.versions.all())}
    if selectors.is_gone(row):
        return render(request, "disclosure/matters/dropped.html", context, status=410)
    found = {
        "facts": content.facts(row.current),
        "places": selectors.places([row.pk])[row.pk],
        "pair": selectors.pair_of(row),
    }
    return render(request, "disclosure/matters/matter.html", context | found)


@require_safe
@kept_until_next_act
def changes(request: HttpRequest) -> HttpResponse:
    """What was added, changed and dropped, with its basis and what it says otherwise than before."""
    organ = _text(request, "organ")
    since, until = _day(request, "since"), _day(request, "until")
    page = Paginator(selectors.changes(organ, since, until), PER_PAGE).get_page(request.GET.get("page"))
    chosen = {"organ": organ, "since": since, "until": until}
    context = {
        "page": page,
        "steps": selectors.history(page.object_list),
        "organ": organ,
        "since": since,
        "until": until,
        "query": urlencode({name: value for name, value in chosen.items() if value}),
        "organs": Organ.objects.filter(matters__isnull=False).distinct(),
    }
    return render(request, "disclosure/matters/changes.html", context)


@require_safe
@kept_until_next_act
def coverage(request: HttpRequest) -> HttpResponse:
    """Whose list is how complete; matters nothing is found for are named (S0-11.3)."""
    return render(request, "disclosure/matters/coverage.html", {"coverage": selectors.coverage(on=clock.today())})


@require_safe
@kept_until_next_act
def five_elements(request: HttpRequest) -> HttpResponse:
    """Who, what, to which standard, how and in which steps: the fields of public welfare (S4-1.7b)."""
    rows = list(selectors.listed(Asked(focus=WELFARE.code), on=clock.today()))
    kinds = [(label, [row for row in rows if row.domain in domains]) for label, domains in WELFARE.fields.items()]
    return render(request, "disclosure/matters/five_elements.html", {"kinds": kinds})


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded(request: HttpRequest) -> HttpResponse:
    """The list without the frame of the site, for pages of departments (S1-6.4): nothing in it can be pressed."""
    asked = _asked(request)
    rows = selectors.listed(asked, on=clock.today())[:PAGE_SIZE_AT_MOST]
    return render(request, "disclosure/matters/embedded.html", {"rows": rows, "query": _query(asked)})


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The list, narrowed like its page, in the layout of the standard catalogues."""
    asked = _asked(request)
    on = selectors.day_of(asked, clock.today())
    rows = selectors.listed(asked, on=on)[: selectors.DOWNLOADED]
    book = official_table.write(f"政务公开事项清单（{on}）", (content.of(row) for row in rows))
    response = HttpResponse(book, content_type=spreadsheets.XLSX)
    name = f"政务公开事项清单{on}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _query(asked: Asked) -> str:
    return urlencode({name: value for name, value in asdict(asked).items() if value})


def _text(request: HttpRequest, name: str) -> str:
    """Cut to a length no real one has."""
    return request.GET.get(name, "")[:_LONGEST].replace("\0", "").strip()


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(_text(request, name))
    except ValueError:
        return None


def _asked(request: HttpRequest) -> Asked:
    return Asked(**{name: _text(request, name) for name in Asked.__dataclass_fields__})
