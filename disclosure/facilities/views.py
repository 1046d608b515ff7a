"""The public page of 公共查阅点."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from disclosure.facilities import selectors
from portal import clock
from portal.audit.pages import kept_until_next_act


@require_safe
@kept_until_next_act
def facilities(request: HttpRequest) -> HttpResponse:
    """By 镇 and 街道; ``?kind=`` leaves those that organs of one kind keep (S2-7.4)."""
    kind = request.GET.get("kind", "")
    return render(
        request, "disclosure/facilities.html", {"places": selectors.places(clock.today(), kind=kind), "kind": kind}
    )
