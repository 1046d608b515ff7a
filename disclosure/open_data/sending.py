"""Sending one file of the dump: whole, unchanged, or one range of it (RFC 9110 § 14)."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, parse_etags

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_PART = 1 << 16
_NOT_MODIFIED, _PARTIAL, _UNSATISFIABLE = 304, 206, 416


def send(request: HttpRequest, path: Path, *, tag: str, content_type: str) -> HttpResponseBase:
    """The answer for GET and HEAD. Raises ``FileNotFoundError``."""
    etag = f'"{tag}"'
    if {"*", etag, f"W/{etag}"} & set(parse_etags(request.headers.get("If-None-Match", ""))):
        response: HttpResponseBase = HttpResponse(status=_NOT_MODIFIED)
    else:
        size = path.stat().st_size
        response = _content(path, size, _wanted(request, size, etag))
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Accept-Ranges"] = "bytes"
    response["Content-Type"] = content_type
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=path.name)
    return response


def _wanted(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First byte and length of the range asked for; ``None`` is the whole, a length of nought is no such range.

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


def _content(path: Path, size: int, span: tuple[int, int] | None) -> HttpResponseBase:
    start, length = span or (0, size)
    if span and not length:
        refused = HttpResponse(status=_UNSATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    response = StreamingHttpResponse(_bytes(path, start, length), status=_PARTIAL if span else 200)
    response["Content-Length"] = str(length)
    if span:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    return response


def _bytes(path: Path, start: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while length > 0 and (part := file.read(min(_PART, length))):
            length -= len(part)
            yield part
