"""Sending a stored file: always as a download, whole or one range of it. Nothing uploaded runs on this site."""

import re
from functools import partial
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from portal.files import vault
from portal.files.kinds import ending_of
from portal.files.models import StoredFile
from portal.site import ranges

_PLAIN = re.compile(r"[A-Za-z0-9._-]+")


def send(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """The answer for GET and HEAD; who may have the file is known by then. Raises ``FileNotFoundError``."""
    tag = f'"{stored.sha256}"'
    if ranges.has_it(request, tag):
        response: HttpResponseBase = ranges.not_modified()
    elif settings.FILES_ACCEL_PREFIX and vault.is_folder():
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{settings.FILES_ACCEL_PREFIX}{stored.path}"
    else:
        response = ranges.ranged(request, size=stored.size, etag=tag, read=partial(vault.span, stored.path))
    ranges.name_in(response, tag)
    response["Content-Type"] = stored.type.content_type
    response["Content-Disposition"] = disposition(stored)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def disposition(stored: StoredFile) -> str:
    """A download under the file's own name (RFC 6266, RFC 8187), with a plain one for programs that know only that."""
    plain = stored.name if _PLAIN.fullmatch(stored.name) else f"file-{stored.pk}{ending_of(stored.name)}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(stored.name, safe='')}"
