"""A public page stays right until the next act: it is rendered once and kept under the number of the newest event.

What is public changes by acts only, and every act is an event, so the number says whether anything can have changed.
Two things move without an act: the clock, and an act that commits after a later one. ``KEPT_SECONDS`` bounds both.
See docs/decisions/0008-pages-until-the-next-act.md.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from portal.audit.models import Event
from portal.site.preferences import preferences

KEPT_SECONDS = 5
OK = 200

View = Callable[..., HttpResponse]


def kept_until_next_act(view: View) -> View:
    """For a view whose page is the same for every visitor, but for the display preferences.

    Only plain addresses are kept: no query string, no log-in. Everything else passes through unchanged.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "GET" or request.GET or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return view(request, *args, **kwargs)
        key = _key(request)
        response: HttpResponse | None = caches["pages"].get(key)
        if response is None:
            response = view(request, *args, **kwargs)
            if not _keep(response, key):
                return response
        return cast(HttpResponseBase, get_conditional_response(request, etag=response["ETag"], response=response))

    return cast(View, shown)


def _key(request: HttpRequest) -> str:
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    shown_as = ",".join(preferences(request).values())
    return _digest(f"{newest}|{shown_as}|{request.build_absolute_uri()}".encode())


def _keep(response: HttpResponse, key: str) -> bool:
    """Whether the page was fit to be kept: a finding, an error or a page that writes a cookie is not."""
    if response.status_code != OK or response.cookies or response.streaming:
        return False
    patch_vary_headers(response, ["Cookie"])
    response["ETag"] = f'"{_digest(response.content)}"'
    caches["pages"].set(key, response, KEPT_SECONDS)
    return True


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
