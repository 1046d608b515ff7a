"""``/enterprises/``: units by sector, their lists, and appeals against those that do not publish."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.institutions import clocks, receipts, selectors, services
from disclosure.institutions.forms import AppealForm
from disclosure.institutions.models import Appeal
from disclosure.institutions.states import AppealState
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.audit.pages import kept_until_next_act
from portal.deadlines.selectors import rule
from portal.receipts.filing import Sent
from portal.receipts.letterbox import Letterbox
from portal.receipts.pages import private
from portal.site.throttling import SlowDown

_READ_WRITE = ("GET", "HEAD", "POST")
_box = Letterbox(
    receipts.COUNTER,
    template="disclosure/institutions/appeal.html",
    done="institutions:done",
    limit=SlowDown("unit-appeal", limit=10, seconds=3600),
)


@require_safe
@kept_until_next_act
def enterprises(request: HttpRequest) -> HttpResponse:
    """Public enterprises and institutions by sector with their lists (S0-9.1, S2-1.17, S3-2.4g)."""
    today = clock.today()
    context = {"sectors": selectors.sectors(today), "year": today.year, "figures": selectors.figures(today.year)}
    return render(request, "disclosure/institutions/enterprises.html", context)


@require_safe
@kept_until_next_act
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """信息公开清单 of one unit, and under which items nothing is published."""
    rows = Organ.objects.filter(kind=OrganKind.PUBLIC_ENTERPRISE).select_related("parent", "parent__successor")
    row, today = get_object_or_404(rows, code=code), clock.today()
    department = selectors.competent_department(row, today)
    context = {"unit": selectors.unit_list(row, today), "organ": row, "department": department}
    return render(request, "disclosure/institutions/unit.html", context)


# --- appeals ------------------------------------------------------------------------------------------


@require_http_methods(_READ_WRITE)
@private
def appeal(request: HttpRequest) -> HttpResponse:
    """One page; nothing typed is lost on an error."""
    today = clock.today()
    units = {row.code: row for row in selectors.units(today)}
    initial = {"unit": request.GET.get("unit", "")[:40]}
    form = AppealForm(request.POST if request.method == "POST" else None, initial=initial, units=units)

    def file(token: str, at: datetime) -> Sent[Appeal]:
        unit, values = form.unit_chosen(), form.values()
        return services.appeal(unit=unit, values=values, token=token, actor=services.CITIZEN, at=at)

    return _box.take(request, form, file, rule=rule(clocks.APPEAL, on=today))


@require_safe
@private
def done(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may show it."""
    receipt = receipts.COUNTER.receipt_in(request, at=clock.now())
    rows = Appeal.objects.select_related("organ", "unit")
    filed = rows.filter(number=receipt.number).first() if receipt else None
    context = {"receipt": receipt, "filed": filed, "due": clocks.of_the_result(filed) if filed else None}
    return render(request, "disclosure/institutions/done.html", context)


@require_http_methods(_READ_WRITE)
@private
def track(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return receipts.DOOR.knock(request)
    found = receipts.DOOR.opened_in(request)
    if found is None:
        return receipts.DOOR.ask(request)
    is_told = found.state == AppealState.TOLD
    context = {"row": found, "is_told": is_told, "due": None if is_told else clocks.of_the_result(found)}
    response = render(request, "disclosure/institutions/track.html", context)
    receipts.DOOR.enter(response, found)
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponseBase:
    """Closes the page and forgets the receipt in this browser."""
    return receipts.DOOR.leave()
