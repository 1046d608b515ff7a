"""Sending a stored file: always as a download, whole or one range of it. Nothing uploaded runs on this site."""

import re
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from portal.files import vault
from portal.files.kinds import ending_of
from portal.files.models import StoredFile

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_NOT_MODIFIED, _PARTIAL, _UNSATISFIABLE = 304, 206, 416
_Span = tuple[int, int]
"""First byte and number of bytes."""


def send(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """The answer for GET and HEAD; who may have the file is known by then. Raises ``FileNotFoundError``."""
    tag = f'"{stored.sha256}"'
    if _has_it(request, tag):
        response: HttpResponseBase = HttpResponse(status=_NOT_MODIFIED)
    elif settings.FILES_ACCEL_PREFIX and vault.is_folder():
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{settings.FILES_ACCEL_PREFIX}{stored.path}"
    else:
        response = _content(stored, _wanted(request, stored.size, tag))
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    response["Accept-Ranges"] = "bytes"
    response["Content-Type"] = stored.type.content_type
    response["Content-Disposition"] = disposition(stored)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def disposition(stored: StoredFile) -> str:
    """A download under the file's own name (RFC 6266, RFC 8187), with a plain one for programs that know only that."""
    plain = stored.name if _PLAIN.fullmatch(stored.name) else f"file-{stored.pk}{ending_of(stored.name)}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(stored.name, safe='')}"


def _has_it(request: HttpRequest, tag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or any(one.removeprefix("W/") == tag for one in known)


def _wanted(request: HttpRequest, size: int, tag: str) -> _Span | None:
    """The range asked for (RFC 9110 § 14): ``None`` is the whole; nought bytes mean that there is no such range.

    Several ranges, or one nobody understands, are answered with the whole, as the standard allows.
    """
    asked = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if asked is None or request.headers.get("If-Range", tag) != tag or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if not first:
        length = min(int(last), size)
        return size - length, length
    start, end = int(first), min(int(last or size), size - 1)
    if last and int(last) < start:
        return None
    return (start, end - start + 1) if start < size else (0, 0)


def _content(stored: StoredFile, span: _Span | None) -> HttpResponseBase:
    start, length = span or (0, stored.size)
    if not length:
        response: HttpResponseBase = HttpResponse(status=_UNSATISFIABLE)
        response["Content-Range"] = f"bytes */{stored.size}"
        return response
    response = StreamingHttpResponse(vault.span(stored.path, start, length), status=_PARTIAL if span else 200)
    response["Content-Length"] = str(length)
    if span:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{stored.size}"
    return response
