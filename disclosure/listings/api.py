"""``/api/v1/lists/``: which lists there are with their fields, and the rows that are shown."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.documents.api.filters import CODE_LENGTH, YearFilter
from disclosure.documents.api.shapes import Coded
from disclosure.listings.elements import TEMPLATES
from disclosure.listings.models import ListRow
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView


class ListField(serializers.Serializer[Any]):
    name = serializers.CharField()
    heading = serializers.CharField(help_text="下载的表里的列名")
    type = serializers.CharField(help_text="line、text、number、day、choice、code、link")
    is_required = serializers.BooleanField(source="required")
    unit = serializers.CharField(help_text="数字的单位")
    options = serializers.ListField(child=serializers.CharField(), help_text="可以填的值")


class ListShape(serializers.Serializer[Any]):
    """One list and the fields of its rows."""

    code = serializers.CharField()
    title = serializers.CharField()
    group = serializers.CharField(help_text="分组")
    basis = serializers.CharField(help_text="公开依据")
    day = serializers.CharField(help_text="公开时限从哪一天算起")
    elements = ListField(many=True)


class Lists(PublicView):
    @extend_schema(operation_id="lists", summary="有哪些清单", responses=ListShape(many=True), tags=["清单"])
    def get(self, request: Request) -> Response:
        """全部清单和它们的字段，没有内容的也在内。"""
        return Response(ListShape(list(TEMPLATES.values()), many=True).data)


class ListRowShape(serializers.ModelSerializer[ListRow]):
    organ = Coded(help_text="公开单位")
    values = serializers.SerializerMethodField(help_text="字段名 → 内容，字段见 /api/v1/lists/")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = ListRow
        fields: ClassVar[list[str]] = ["id", "template", "title", "organ", "formed_on", "published_at", "values", "url"]
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_values(self, row: ListRow) -> dict[str, str]:
        return {each.name: row.values.get(each.name, "") for each in row.shape.elements}

    def get_url(self, row: ListRow) -> str:
        return str(self.context["request"].build_absolute_uri(row.get_absolute_url()))


class ListRowFilter(django_filters.FilterSet):
    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="公开单位的代码")
    year = YearFilter(field_name="formed_on__year", label="形成的年份")

    class Meta:
        model = ListRow
        fields: ClassVar[list[str]] = []


class Rows(PublicView, generics.ListAPIView[ListRow]):
    serializer_class = ListRowShape
    pagination_class = KeysetPagination
    filterset_class = ListRowFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="list_rows", summary="一张清单的内容", tags=["清单"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """正在公开的条目，新公开的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[ListRow]:
        code = self.kwargs.get("code", "")
        if code and code not in TEMPLATES:
            raise Http404
        return ListRow.objects.public().filter(template=code).select_related("organ")

    def order(self) -> Order:
        return Order("published_at", descending=True)
