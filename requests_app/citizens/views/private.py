"""What the private pages have in common."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from portal.errors import DomainError, InvalidInput
from portal.letters.rendering import LetterFile
from requests_app.cases.states import FilePurpose
from requests_app.citizens.services import File

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


def download(file: LetterFile) -> HttpResponse:
    """Always as a download."""
    return attachment(file.content, file.name, file.content_type)


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def first_messages(refused: DomainError) -> dict[str, str]:
    """One message per field, for the pages of this room."""
    return {field: "；".join(messages) for field, messages in refused.by_field().items()}


def files_of(request: HttpRequest, uploads: Sequence[tuple[str, FilePurpose, int]]) -> list[File]:
    """The files of a form; ``uploads`` are rows of field, purpose, and how many at most.

    Raises ``InvalidInput`` for too many of one field.
    """
    found = []
    for field, purpose, most in uploads:
        sent = request.FILES.getlist(field)
        if len(sent) > most:
            raise InvalidInput({field: f"最多{most}个文件，请合成一个，或者只传要紧的"})
        found += [File(field, purpose, upload) for upload in sent]
    return found
