"""Who is looking at a staff page, and when. Read once per request, so that one page has one moment and one actor."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest

from portal import clock
from portal.accounts.models import User
from portal.accounts.selectors import actor_of
from portal.actors import Actor

_ATTRIBUTE = "_staff_visitor"


def moment(request: HttpRequest) -> datetime:
    """The moment of this request."""
    return _visitor(request)[1]


def actor(request: HttpRequest) -> Actor:
    """The actor of this request. One query, however often it is asked."""
    return _visitor(request)[0]


def person(request: HttpRequest) -> User:
    """The signed-in member of staff; staff pages let nobody else in."""
    return cast(User, request.user)


def _visitor(request: HttpRequest) -> tuple[Actor, datetime]:
    if not hasattr(request, _ATTRIBUTE):
        at = clock.now()
        setattr(request, _ATTRIBUTE, (actor_of(request.user, at=at), at))
    return cast(tuple[Actor, datetime], getattr(request, _ATTRIBUTE))
