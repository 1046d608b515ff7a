"""A file that never changes under its tag, sent whole, not at all when the reader has it, or one range of it."""

import re
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_NOT_MODIFIED, _PARTIAL, _UNSATISFIABLE = 304, 206, 416

Read = Callable[[int, int], Iterable[bytes]]
"""Takes the first byte and the number of bytes."""


def has_it(request: HttpRequest, etag: str) -> bool:
    """Whether the reader holds this very content; ``etag`` with its quotes."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return bool({"*", etag, f"W/{etag}"} & set(known))


def not_modified() -> HttpResponse:
    return HttpResponse(status=_NOT_MODIFIED)


def ranged(request: HttpRequest, *, size: int, etag: str, read: Read) -> HttpResponseBase:
    """The content, or the range asked for (RFC 9110 § 14), or that there is no such range."""
    span = _wanted(request, size, etag)
    start, length = span or (0, size)
    if span and not length:
        refused = HttpResponse(status=_UNSATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    response = StreamingHttpResponse(read(start, length), status=_PARTIAL if span else 200)
    response["Content-Length"] = str(length)
    if span:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    return response


def name_in(response: HttpResponseBase, etag: str) -> None:
    """What every answer about such a file says, whatever its status."""
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Accept-Ranges"] = "bytes"


def _wanted(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First byte and length; ``None`` is the whole, a length of nought is no such range.

    Several ranges, or one nobody understands, are answered with the whole, as the standard allows.
    """
    asked = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if asked is None or request.headers.get("If-Range", etag) != etag or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if not first:
        length = min(int(last), size)
        return size - length, length
    start, end = int(first), min(int(last or size), size - 1)
    if last and int(last) < start:
        return None
    return (start, end - start + 1) if start < size else (0, 0)
