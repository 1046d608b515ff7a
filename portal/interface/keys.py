"""Requests that may be sent twice: the caller's own key, and whether what came under it is the same."""

import hashlib
import json
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from portal.errors import DomainError
from portal.interface.errors import Conflict

HEADER = "Idempotency-Key"
KEY_LENGTH = 200
CONTENT_LENGTH = 64  # of ``content_digest``


def parameter(words: str) -> OpenApiParameter:
    """The header in the description of an operation."""
    return OpenApiParameter(HEADER, OpenApiTypes.STR, OpenApiParameter.HEADER, required=True, description=words)


def require_key(key: str) -> None:
    """Raises ``DomainError`` for a request without a usable key."""
    if not 1 <= len(key) <= KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise DomainError(
            f"请在请求头{HEADER}里写一个不重复的编号，1到{KEY_LENGTH}个英文字母、数字或者符号；重发同一份时写同一个",
            field=HEADER,
        )


def content_digest(content: Any) -> str:
    """SHA-256 of anything that can be written as JSON; the order of names plays no part."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def require_same(known: str, digest: str) -> None:
    """Raises ``Conflict`` when something else came under the key before."""
    if known != digest:
        raise Conflict("这个编号交过另一份内容。交新的请换编号；重发时内容要一样", field=HEADER)
