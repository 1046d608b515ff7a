"""The duty screen: one page that asks for its lines again and again, for a wall and for a phone."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.staff import visitor
from portal.staff.permissions import sees_cases
from sentiment.duty import selectors


def screen(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """The whole page; without JavaScript a link brings it up to date."""
    context = {**site.each_context(request), **_context(request), "title": "舆情值班屏"}
    return TemplateResponse(request, "admin/sentiment/duty/screen.html", context)


def lines(request: HttpRequest) -> HttpResponse:
    """What changes on it."""
    return TemplateResponse(request, "admin/sentiment/duty/lines.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    actor = visitor.actor(request)
    if not sees_cases(actor):
        raise PermissionDenied
    found = selectors.board(actor, at=visitor.moment(request))
    return {"board": found, "worst": selectors.worst(found)}
