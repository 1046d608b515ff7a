"""``/api/v1/search/``: the same search as JSON."""

from dataclasses import replace
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from portal.interface.errors import Unavailable
from portal.interface.views import PublicView
from portal.search import selectors
from portal.search.engine import IndexUnavailable
from portal.search.query import LABELS, LAST_PAGE, Query, parse
from portal.search.results import Facet, Hit, Result
from portal.search.throttling import SearchThrottle
from portal.search.views import UNAVAILABLE

_SUGGESTED = 8


class HitSerializer(serializers.Serializer[object]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    doc_number = serializers.CharField(help_text="发文字号，没有时为空")
    organ = serializers.CharField()
    kind = serializers.CharField()
    year = serializers.IntegerField(allow_null=True)
    date = serializers.DateField(allow_null=True, help_text="成文日期")
    column = serializers.CharField()
    topic = serializers.CharField()
    validity = serializers.CharField()
    url = serializers.URLField()
    snippet = serializers.CharField(help_text="HTML，已转义，命中处有 mark 标签")
    attributes = serializers.DictField(child=serializers.CharField(), help_text="来源编号等")


class FacetValueSerializer(serializers.Serializer[object]):
    value = serializers.CharField()
    name = serializers.CharField()
    count = serializers.IntegerField()


class ResultSerializer(serializers.Serializer[object]):
    count = serializers.IntegerField()
    estimated = serializers.BooleanField(help_text="件数太多没有逐一数：count和分面件数是约数")
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    did_you_mean = serializers.CharField()
    results = HitSerializer(many=True)
    facets = serializers.DictField(child=FacetValueSerializer(many=True))

    def get_fields(self) -> "dict[str, serializers.Field[Any, Any, Any, Any]]":
        """``partial`` is an attribute of every serializer and cannot be declared as a field."""
        label = "没有同时包含全部词的文件，列出的包含其中大部分"
        return {**super().get_fields(), "partial": serializers.BooleanField(help_text=label)}


_PARAMETERS = [OpenApiParameter(name, OpenApiTypes.STR, description=label) for name, label in LABELS.items()]


class SearchView(PublicView):
    """Wrong parameters are named one by one; an index that cannot be trusted answers 503, never an empty result."""

    throttle_classes = [SearchThrottle]
    errors = (503,)

    def handle_exception(self, exc: Exception) -> Response:
        return super().handle_exception(Unavailable(UNAVAILABLE) if isinstance(exc, IndexUnavailable) else exc)


class SearchAPI(SearchView):
    @extend_schema(
        operation_id="search", summary="搜索", parameters=_PARAMETERS, responses={200: ResultSerializer}, tags=["搜索"]
    )
    def get(self, request: Request) -> Response:
        """一页结果。参数与检索页相同，可单独使用，也可组合使用；代码和名称都认。"""
        query = parse(request.query_params)
        return Response(_result(request, query, selectors.search(query).result))


class SuggestAPI(SearchView):
    @extend_schema(
        operation_id="search_suggest",
        summary="标题提示",
        parameters=[OpenApiParameter("q", OpenApiTypes.STR, description="已经输入的字")],
        responses={200: serializers.ListSerializer(child=serializers.CharField())},
        tags=["搜索"],
    )
    def get(self, request: Request) -> Response:
        """标题里有这些字的文件，最多8件。"""
        return Response(selectors.complete(parse(request.query_params).q, limit=_SUGGESTED))


def _result(request: Request, query: Query, result: Result) -> dict[str, Any]:
    last = min(result.pages, LAST_PAGE)
    return {
        "count": result.total,
        "estimated": result.estimated,
        "page": query.page,
        "pages": result.pages,
        "next": _address(request, replace(query, page=query.page + 1)) if query.page < last else None,
        "previous": _address(request, replace(query, page=query.page - 1)) if 1 < query.page <= last else None,
        "did_you_mean": result.did_you_mean,
        "partial": result.partial,
        "results": [_hit(request, hit) for hit in result.hits],
        "facets": {facet.name: _facet(facet) for facet in result.facets},
    }


def _hit(request: Request, hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.pk,
        "title": hit.title,
        "doc_number": hit.doc_number,
        "organ": hit.name("organ"),
        "kind": hit.name("kind"),
        "year": hit.year,
        "date": hit.dated,
        "column": hit.name("column"),
        "topic": hit.name("topic"),
        "validity": hit.name("validity"),
        "url": request.build_absolute_uri(hit.url),
        "snippet": hit.snippet,
        "attributes": hit.attributes,
    }


def _facet(facet: Facet) -> list[dict[str, Any]]:
    return [{"value": value.code, "name": value.name, "count": value.count} for value in facet.values]


def _address(request: Request, query: Query) -> str:
    return f"{reverse('search:api', request=request)}?{query.encoded()}"
