"""The public pages of registers: places to go to, what was done in the open."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.registers import kinds, selectors
from disclosure.registers.kinds import RegisterKind
from disclosure.registers.models import RegisterEntry
from portal import clock
from portal.audit.pages import kept_until_next_act


@require_safe
@kept_until_next_act
def registers(request: HttpRequest) -> HttpResponse:
    """Every public register that has something in it."""
    return render(request, "disclosure/registers/index.html", {"shelves": selectors.shelves(clock.today())})


@require_safe
@kept_until_next_act
def register(request: HttpRequest, code: str) -> HttpResponse:
    """One register; ``?organ=`` leaves one organ."""
    kind = _kind_or_404(code)
    rows = list(selectors.shown(kind, clock.today()))
    organs = list(dict.fromkeys(row.organ for row in rows))
    asked = next((organ for organ in organs if organ.code == request.GET.get("organ")), None)
    context = {
        "kind": kind,
        "organs": organs,
        "chosen": asked,
        "entries": [(row, row.facts(inside=False)[1:]) for row in rows if asked in (None, row.organ)],
        "shelves": selectors.shelves(clock.today()),
    }
    return render(request, "disclosure/registers/register.html", context)


@require_safe
@kept_until_next_act
def entry(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One entry under its lasting address; gone once it was taken down or has ended."""
    kind = _kind_or_404(code)
    known = RegisterEntry.objects.filter(kind=kind.code).exclude(published_at=None).select_related("organ")
    found = get_object_or_404(known, pk=pk)
    if not RegisterEntry.objects.public(clock.today()).filter(pk=pk).exists():
        return render(request, "disclosure/registers/gone.html", {"kind": kind, "entry": found}, status=410)
    return render(
        request, "disclosure/registers/entry.html", {"kind": kind, "entry": found, "facts": found.facts(inside=False)}
    )


def _kind_or_404(code: str) -> RegisterKind:
    row = kinds.BY_CODE.get(code)
    if row is None or not row.public:
        raise Http404
    return row
