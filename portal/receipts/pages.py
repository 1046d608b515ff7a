"""What the private pages of citizens have in common, whatever they follow."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpResponse
from django.http.request import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from portal.errors import DomainError

TOO_MANY = 429
CONFLICT = 409

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Never stored by anything on the way, never found by a search engine."""

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response: HttpResponseBase = never_cache(view)(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    return cast(View, shown)


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Always as a download."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def first_messages(refused: DomainError) -> dict[str, str]:
    """One message per field."""
    return {field: "；".join(messages) for field, messages in refused.by_field().items()}
