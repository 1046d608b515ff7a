"""What the visitor may look over and asked for, and where a case is found."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from assessment.dashboard import selectors
from assessment.dashboard.forms import chosen
from assessment.measures.scope import Scope, last_months
from portal.staff import visitor


def whole(request: HttpRequest) -> Scope:
    """What the visitor may look over. Raises ``PermissionDenied`` for who leads nothing."""
    ids = selectors.organs_led(visitor.actor(request))
    if ids is not None and not ids:
        raise PermissionDenied
    return last_months(visitor.moment(request), organ_ids=ids)


def asked(request: HttpRequest) -> Scope:
    """The part of it the address asks for. Raises ``Http404`` besides."""
    found = chosen(request.GET, whole(request))
    if found is None:
        raise Http404
    return found


def query(request: HttpRequest, *names: str) -> str:
    """The choices of this page as the beginning of the next address."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in names:
            del kept[name]
    return f"{kept.urlencode()}&" if kept else ""


def case_address(label: str, pk: int) -> str:
    """The page of a case in the staff site; empty for a case without one."""
    try:
        return reverse(f"admin:{label.replace('.', '_')}_change", args=[pk])
    except NoReverseMatch:
        return ""
