"""Public pages of credit information."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.credit import selectors, tables
from disclosure.credit.elements import KINDS
from disclosure.credit.models import CreditRecord
from disclosure.credit.selectors import Asked
from disclosure.paging import listing
from portal import clock
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.deadlines import legal_rules

_LONGEST = 60


@require_safe
@kept_until_next_act
def records(request: HttpRequest) -> HttpResponse:
    """What is shown, narrowed by kind, organ, party and year of the decision."""
    asked = _asked(request)
    chosen = {name: value for name, value in asdict(asked).items() if value}
    query = f"{urlencode(chosen)}&" if chosen else ""
    today = clock.today()
    context = {
        "listing": listing(selectors.public_list(asked), request.GET, query=query),
        "kinds": selectors.kind_counts(),
        "organs": Organ.objects.listed(today),
        "asked": asked,
        "publish_rule": legal_rules.rule("PENALTY_PUBLISH", on=today),
    }
    return render(request, "disclosure/credit/records.html", context)


@require_safe
@kept_until_next_act
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision; what is shown no longer answers 410 with the reason and without the party."""
    row = get_object_or_404(CreditRecord.objects.with_page().select_related("organ"), pk=pk)
    if not row.is_public:
        return render(request, "disclosure/credit/taken_down.html", {"record": row}, status=410)
    context = {"record": row, "facts": tables.public_facts(row), "repairable": KINDS[row.kind].repairable}
    return render(request, "disclosure/credit/record.html", context)


def _asked(request: HttpRequest) -> Asked:
    """Cut to a length no real one has."""
    names = ("kind", "organ", "name", "year")
    return Asked(**{name: request.GET.get(name, "")[:_LONGEST].replace("\0", "").strip() for name in names})
