"""One shape for every error of the interface: ``code`` for machines, ``message`` for people, ``fields`` for forms."""

import math
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import set_rollback

from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState


class ErrorSerializer(serializers.Serializer[object]):
    """出错时一律是这个样子。"""

    code = serializers.CharField(help_text="给程序看的代码，不会改变")
    message = serializers.CharField(help_text="给人看的说明")

    def get_fields(self) -> "dict[str, serializers.Field[Any, Any, Any, Any]]":
        """``fields`` is an attribute of every serializer and cannot be declared as a field."""
        words = serializers.ListField(child=serializers.CharField())
        listed = serializers.DictField(child=words, help_text="每个参数各错在哪里；和参数无关时是空的")
        return {**super().get_fields(), "fields": listed}


class Unavailable(DomainError):
    """What is needed for an answer cannot be reached at present; asking again later helps."""


class Conflict(DomainError):
    """The request contradicts an earlier one."""


class NoToken(exceptions.AuthenticationFailed):
    """No valid token came with the request."""


class Refused(exceptions.PermissionDenied):
    """The system may not do this; the words say why."""


_DOMAIN: tuple[tuple[type[DomainError], int, str], ...] = (
    (NotAllowed, 403, "not_allowed"),
    (StaleState, 409, "changed_meanwhile"),
    (Blocked, 409, "blocked"),
    (Conflict, 422, "conflict"),
    (Unavailable, 503, "unavailable"),
    (InvalidInput, 400, "invalid"),
    (DomainError, 400, "refused"),
)
STATUSES: dict[int, tuple[str, str]] = {
    400: ("invalid", "请求里有不对的地方，请按说明改正"),
    401: ("no_valid_token", "请在请求头Authorization里带上有效的接口口令"),
    403: ("not_allowed", "这个口令不能办这件事"),
    404: ("not_found", "没有这一项，可能从来没有公开过，也可能地址写错了"),
    405: ("method_not_allowed", "这个地址不支持这种请求方法"),
    409: ("changed_meanwhile", "刚才有人先改了这一项，请重新读取后再办"),
    410: ("withdrawn", "这份文件已经撤下"),
    413: ("too_large", "内容太大，请分开交"),
    415: ("unsupported_format", "不支持这种内容格式，请看接口说明"),
    422: ("conflict", "和先前的请求矛盾"),
    429: ("too_many", "请求太快，请过一会儿再试"),
    500: ("failed", "系统出了问题，请稍后再试"),
    503: ("unavailable", "暂时不能用，请过几分钟再试"),
}
"""Code and words of every status of an error."""


def body(status: int, *, message: str = "", code: str = "", fields: Mapping[str, list[str]] | None = None) -> Any:
    """The answer in the documented shape."""
    known_code, words = STATUSES[status]
    return {"code": code or known_code, "message": message or words, "fields": dict(fields or {})}


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """For ``EXCEPTION_HANDLER``. Errors nobody expected go on to the page of status 500."""
    set_rollback()
    if isinstance(error, DomainError):
        return _of_domain(error)
    if isinstance(error, Http404):
        return Response(body(404), status=404)
    if isinstance(error, PermissionDenied):
        return Response(body(403), status=403)
    if isinstance(error, SuspiciousOperation):
        return Response(body(400), status=400)
    return _of_framework(error) if isinstance(error, exceptions.APIException) else None


def _of_domain(error: DomainError) -> Response:
    status, code = next((status, code) for kind, status, code in _DOMAIN if isinstance(error, kind))
    fields = {name: messages for name, messages in error.by_field().items() if name}
    return Response(body(status, message=error.message, code=code, fields=fields), status=status)


def _of_framework(error: exceptions.APIException) -> Response:
    status = error.status_code
    if isinstance(error, exceptions.ValidationError):
        fields = _by_field(error.detail)
        words = "；".join(message for messages in fields.values() for message in messages)
        return Response(body(400, message=words, fields={name: texts for name, texts in fields.items() if name}), 400)
    headers = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(math.ceil(wait))
    message = str(error.detail) if isinstance(error, Refused) else ""
    return Response(body(status, message=message), status, headers=headers)


def _by_field(detail: Any) -> dict[str, list[str]]:
    if isinstance(detail, Mapping):
        return {"" if name == "non_field_errors" else str(name): _texts(found) for name, found in detail.items()}
    return {"": _texts(detail)}


def _texts(found: Any) -> list[str]:
    """Every message below, however deep."""
    if isinstance(found, Mapping):
        return [text for part in found.values() for text in _texts(part)]
    if isinstance(found, list | tuple):
        return [text for part in found for text in _texts(part)]
    return [str(found)]
