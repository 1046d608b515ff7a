"""Public pages: what is judged and how it came out, the sheet, the door of those who were invited."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessment.appraisal import selectors, services, voter
from assessment.appraisal.forms import Sheet
from assessment.appraisal.models import Appraisal, Ballot, Invitation
from assessment.appraisal.services.filling import digest_of
from assessment.appraisal.states import SHOWN, WITH_RESULTS, Dimension
from disclosure.paging import listing
from portal import clock, spreadsheets
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.pages import CONFLICT, TOO_MANY, first_messages, private
from portal.site.throttling import SlowDown

WRONG = "编号和评议码对不上。请照邀请函逐个核对：字母不分大小写，横线可以不输。"
_READ_WRITE = ("GET", "HEAD", "POST")
_LONGEST_NUMBER, _LONGEST_CODE = 20, 60
_filled_in = SlowDown("appraisal-sheet", limit=60, seconds=3600)
_by_address = SlowDown("appraisal-panel", limit=20, seconds=600)


@require_safe
@kept_until_next_act
def appraisals(request: HttpRequest) -> HttpResponse:
    """What is judged now, what came out of it (S2-5.6.6)."""
    shown = listing(Appraisal.objects.public().select_related("organ").order_by("-pk"), request.GET, query="")
    at = clock.now()
    context = {"listing": shown, "lines": [(row, row.takes_ballots(at)) for row in shown.rows]}
    return render(request, "assessment/appraisal/appraisals.html", context)


@require_safe
@kept_until_next_act
def appraisal(request: HttpRequest, pk: int) -> HttpResponse:
    row = _public(pk)
    context: dict[str, Any] = {
        "appraisal": row,
        "takes": row.takes_ballots(clock.now()),
        "steps": selectors.steps(row),
        "items": row.items.all(),
        "organs": [judged.organ for judged in row.judged.select_related("organ")],
    }
    if row.has_results:
        context |= {"results": selectors.published(row), "tallies": selectors.tallies(row), "dimensions": Dimension}
    return render(request, "assessment/appraisal/appraisal.html", context)


@require_safe
def data(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The published results as a table or as data."""
    row = get_object_or_404(Appraisal.objects.filter(state__in=WITH_RESULTS), pk=pk)
    found = list(selectors.cells(selectors.published(row)))
    if ending == "csv":
        body = "".join(spreadsheets.csv_lines(selectors.HEADINGS, found))
        response = HttpResponse(body, content_type=spreadsheets.CSV)
        response["Content-Disposition"] = f'attachment; filename="appraisal-{row.pk}.csv"'
        return response
    rows = [dict(zip(selectors.HEADINGS, cells, strict=True)) for cells in found]
    return JsonResponse({"title": row.title, "published_at": row.published_at, "results": rows})


@require_safe
@private
def organs(request: HttpRequest, pk: int) -> HttpResponse:
    """Which organ to judge; those this browser has judged are marked."""
    row = _public(pk)
    invitation = voter.invitation_in(request, row)
    who = services.voter_of(voter.secret_in(request), invitation)
    judged = [each.organ for each in row.judged.select_related("organ")]
    digests = {digest_of(row, organ, who): organ.pk for organ in judged}
    done = {digests[each] for each in Ballot.objects.filter(digest__in=digests).values_list("digest", flat=True)}
    thanked = next((organ for organ in judged if organ.code == request.GET.get("done") and organ.pk in done), None)
    context = {
        "appraisal": row,
        "invitation": invitation,
        "organs": [(organ, organ.pk in done) for organ in judged],
        "thanked": thanked,
        "takes": row.takes_ballots(clock.now()),
    }
    return render(request, "assessment/appraisal/organs.html", context)


@require_http_methods(_READ_WRITE)
@private
def fill(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The sheet about one organ; what was chosen stays on an error."""
    row = _public(pk)
    organ = get_object_or_404(Organ.objects.filter(judged__appraisal=row), code=code)
    invitation = voter.invitation_in(request, row)
    items = list(row.items.all())
    form = Sheet(request.POST, items=items) if request.method == "POST" else Sheet(items=items)
    failure, status = "", 200
    secret = voter.secret_in(request) or codes.new_token()
    if request.method == "POST" and form.is_valid():
        try:
            return _filled(request, row, organ, form, secret, invitation)
        except (services.Closed, services.AlreadyJudged) as refused:
            failure, status = refused.message, CONFLICT
        except DomainError as refused:
            form.refuse(first_messages(refused).items())
    context = {"appraisal": row, "organ": organ, "form": form, "failure": failure, "invitation": invitation}
    context["takes"] = row.takes_ballots(clock.now())
    response = render(request, "assessment/appraisal/fill.html", context, status=status)
    voter.keep(response, secret)
    return response


def _filled(
    request: HttpRequest, row: Appraisal, organ: Organ, form: Sheet, secret: str, invitation: Invitation | None
) -> HttpResponse:
    """A machine that filled the trap is thanked and forgotten."""
    response = redirect(f"{row.get_absolute_url()}fill/?done={organ.code}")
    if form.cleaned_data["website"]:
        return response
    _filled_in.count(request)
    who = services.voter_of(secret, invitation)
    services.fill_in(row, organ=organ, levels=form.levels(), voter=who, invitation=invitation, moment=clock.now)
    voter.keep(response, secret)
    return response


@require_http_methods(_READ_WRITE)
@private
def panel(request: HttpRequest) -> HttpResponse:
    """Number and code of an invitation open the sheet. The same words for a wrong number and a wrong code."""
    number = "".join(request.POST.get("number", "").split())[:_LONGEST_NUMBER].replace("\0", "")
    context = {"number": number, "failure": ""}
    if request.method != "POST":
        return render(request, "assessment/appraisal/panel.html", context)
    try:
        _by_address.count(request)
    except DomainError as refused:
        context["failure"] = refused.message
        return render(request, "assessment/appraisal/panel.html", context, status=TOO_MANY)
    found = Invitation.objects.select_related("appraisal").filter(number=number).first()
    fits = codes.fits(found.code_hash if found else "", number, request.POST.get("code", "")[:_LONGEST_CODE])
    if found is None or not fits or found.appraisal.state not in SHOWN:
        context["failure"] = WRONG
        return render(request, "assessment/appraisal/panel.html", context)
    response = redirect("appraisals:organs", pk=found.appraisal_id)
    voter.open_invitation(response, found)
    return response


def _public(pk: int) -> Appraisal:
    return get_object_or_404(Appraisal.objects.public().select_related("organ"), pk=pk)
