"""Pages that neither skip nor repeat a row when others come in between: each begins after the last row seen."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from rest_framework import exceptions
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

PAGE_SIZE = 20
PAGE_SIZE_AT_MOST = 100
CURSOR_LENGTH = 300
_LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Order:
    """Rows by one field that is never empty, ties by their key in the same direction."""

    field: str
    descending: bool = False

    def names(self) -> tuple[str, str]:
        sign = "-" if self.descending else ""
        return f"{sign}{self.field}", f"{sign}pk"

    def after(self, value: Any, pk: int) -> Q:
        """What comes after that row; the first bound is what an index can seek to."""
        side = "lt" if self.descending else "gt"
        past = Q(**{f"{self.field}__{side}": value}) | Q(**{f"pk__{side}": pk})
        return Q(**{f"{self.field}__{side}e": value}) & past


class KeysetPagination(BasePagination):
    """``cursor`` is where the page before ended, ``page_size`` how many rows. The view says ``order``."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """A page of the query set in the order the view says."""
        self.request = request
        self.order: Order = view.order()
        size = self._size(request.query_params.get("page_size", ""))
        rows = queryset.order_by(*self.order.names())
        if cursor := request.query_params.get("cursor", ""):
            rows = rows.filter(self.order.after(*self._read(cursor, queryset.model)))
        found = list(rows[: size + 1])
        self.last = found[size - 1] if len(found) > size else None
        return found[:size]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_address(), **self.more(), "results": data})

    def more(self) -> dict[str, Any]:
        """What else a page says."""
        return {}

    def next_address(self) -> str | None:
        if self.last is None:
            return None
        return replace_query_param(self.request.build_absolute_uri(), "cursor", self._written(self.last))

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        cursor = "从上一页的 next 得到，照抄即可，不用自己拼"
        limits = {"type": "integer", "minimum": 1, "maximum": PAGE_SIZE_AT_MOST, "default": PAGE_SIZE}
        return [
            _parameter("cursor", cursor, {"type": "string", "maxLength": CURSOR_LENGTH}),
            _parameter("page_size", f"每页几件，最多{PAGE_SIZE_AT_MOST}件", limits),
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {
            "type": "string",
            "format": "uri",
            "nullable": True,
            "description": "下一页；没有了就是 null",
            "example": None,
        }
        properties = {"next": address, **self.more_schema(), "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def more_schema(self) -> dict[str, Any]:
        return {}

    def _size(self, asked: str) -> int:
        if not asked:
            return PAGE_SIZE
        if asked.isascii() and asked.isdigit() and len(asked) < 4 and 1 <= int(asked) <= PAGE_SIZE_AT_MOST:
            return int(asked)
        raise exceptions.ValidationError({"page_size": [f"每页件数请写1到{PAGE_SIZE_AT_MOST}之间的整数"]})

    def _written(self, row: Model) -> str:
        field: Any = row._meta.get_field(self.order.field)
        text = json.dumps([field.value_to_string(row), row.pk])
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def _read(self, cursor: str, model: type[Model]) -> tuple[Any, int]:
        """The place a cursor names. What this page did not write is refused in words."""
        try:
            padded = cursor[:CURSOR_LENGTH] + "=" * (-len(cursor) % 4)
            text, pk = json.loads(urlsafe_b64decode(padded.encode("ascii")))
            if not isinstance(text, str) or type(pk) is not int or not 0 < pk <= _LARGEST_KEY or "\0" in text:
                raise ValueError
            field: Any = model._meta.get_field(self.order.field)
            return field.to_python(text), pk
        except (ValueError, TypeError, ValidationError, RecursionError):
            raise exceptions.ValidationError({"cursor": ["翻页标记不对，请从第一页重新开始"]}) from None


def _parameter(name: str, words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}
