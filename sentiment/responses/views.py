"""Public pages 回应关切: what people asked, what was answered, what came of it, whether it was in time."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.paging import listing
from portal import clock
from portal.accounts.models import Organ
from portal.audit.pages import kept_until_next_act
from portal.domains import Domain
from sentiment.responses import selectors
from sentiment.responses.models import Response
from sentiment.tickets.models import Ticket

_LONGEST = 60


@require_safe
@kept_until_next_act
def concerns(request: HttpRequest) -> HttpResponse:
    """Concerns with an answer, narrowed by organ, field and words."""
    names = ("organ", "domain", "name")
    asked = {name: request.GET.get(name, "")[:_LONGEST].replace("\0", "").strip() for name in names}
    chosen = {name: value for name, value in asked.items() if value}
    context = {
        "listing": listing(
            selectors.public_list(**asked), request.GET, query=f"{urlencode(chosen)}&" if chosen else ""
        ),
        "organs": Organ.objects.listed(clock.today()),
        "domains": Domain.choices,
        "asked": asked,
    }
    return render(request, "sentiment/concerns.html", context)


@require_safe
@kept_until_next_act
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """One concern with all answers; 410 with the reasons once none of them is public any more."""
    ticket = get_object_or_404(
        Ticket.objects.filter(pk__in=Response.objects.with_page().values("ticket")).select_related("organ", "policy"),
        pk=pk,
    )
    answers = selectors.answers_of(ticket)
    shown = [answer for answer in answers if answer.is_public]
    if not shown:
        return render(request, "sentiment/taken_down.html", {"ticket": ticket, "answers": answers}, status=410)
    context = {
        "ticket": ticket,
        "first": shown[0],
        "newest": shown[-1],
        "answers": [(answer, selectors.public_parts(answer)) for answer in answers],
        "kept": selectors.times_kept(ticket),
    }
    return render(request, "sentiment/concern.html", context)
