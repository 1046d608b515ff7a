"""Who is on the other end of the line, when proxies stand in between."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ClientAddressMiddleware:
    """Put the visitor's address into ``REMOTE_ADDR``, where lock-outs and throttles look.

    Each of the ``TRUSTED_PROXIES`` proxies appends the address it saw to ``X-Forwarded-For``; whatever stands further
    left was written by the visitor and is not believed. With no proxy the header is ignored altogether.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        proxies: int = settings.TRUSTED_PROXIES
        chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if proxies and len(chain) >= proxies and chain[-proxies]:
            request.META["REMOTE_ADDR"] = chain[-proxies]
        return self.get_response(request)
