"""``/api/v1/datasets/``: the catalogue, one data set, its rows filtered by column."""

from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import exceptions, generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.datasets import selectors, tables
from disclosure.datasets.codes import Domain
from disclosure.datasets.columns import RESERVED, as_record
from disclosure.datasets.models import Dataset, DatasetRow, DatasetVersion
from disclosure.datasets.selectors import Asked
from disclosure.documents.api.filters import CODE_LENGTH
from disclosure.documents.api.shapes import Coded
from portal.interface.errors import ErrorSerializer, body
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView

TAG = "开放数据"


class FieldShape(serializers.Serializer[Any]):
    title = serializers.CharField(help_text="列名，也是取数时的参数名和每行的键")
    type = serializers.CharField(help_text="text、code、integer、decimal、date、yes_no")
    words = serializers.CharField(help_text="说明")
    is_filter = serializers.SerializerMethodField(help_text="能不能筛选")
    is_ranged = serializers.BooleanField(help_text="能不能按范围筛选：列名__from、列名__to")

    def get_is_filter(self, column: Any) -> bool:
        return bool(column.slot)


class DatasetSummary(serializers.ModelSerializer[Dataset]):
    organ = Coded(help_text="提供单位")
    domain_name = serializers.CharField(source="get_domain_display", help_text="领域")
    period_name = serializers.CharField(source="get_period_display", help_text="更新频率")
    keywords = serializers.ListField(child=serializers.CharField(), source="keyword_list", help_text="关键词")
    row_count = serializers.IntegerField(source="current.row_count", help_text="现行版本的行数")
    version = serializers.IntegerField(source="current.number", help_text="现行版本")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = Dataset
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "description",
            "domain",
            "domain_name",
            "keywords",
            "organ",
            "period_name",
            "row_count",
            "version",
            "published_at",
            "updated_at",
            "next_due",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, dataset: Dataset) -> str:
        return str(self.context["request"].build_absolute_uri(dataset.get_absolute_url()))


class VersionShape(serializers.ModelSerializer[DatasetVersion]):
    is_withdrawn = serializers.SerializerMethodField(help_text="是否已经撤回")

    class Meta:
        model = DatasetVersion
        fields: ClassVar[list[str]] = [
            "number",
            "published_at",
            "row_count",
            "note",
            "added",
            "removed",
            "changed",
            "new_columns",
            "is_withdrawn",
        ]
        read_only_fields = fields

    def get_is_withdrawn(self, version: DatasetVersion) -> bool:
        return version.withdrawn_at is not None


class DatasetWhole(DatasetSummary):
    contact = serializers.CharField(help_text="提供单位的联系方式")
    licence = serializers.SerializerMethodField(help_text="使用条件")
    columns = FieldShape(many=True, source="current.open_columns", help_text="字段")
    downloads = serializers.SerializerMethodField(help_text="整份下载的地址")
    versions = serializers.SerializerMethodField(help_text="版本，新的在前")

    class Meta(DatasetSummary.Meta):
        fields: ClassVar[list[str]] = [
            *DatasetSummary.Meta.fields,
            "contact",
            "licence",
            "columns",
            "downloads",
            "versions",
        ]
        read_only_fields = fields

    def get_licence(self, _dataset: Dataset) -> str:
        return str(settings.OPEN_DATA_LICENCE)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_downloads(self, dataset: Dataset) -> list[str]:
        root = self.get_url(dataset)
        return (
            [f"{root}download/data.{ending}" for ending in tables.endings(dataset.current)] if dataset.current else []
        )

    @extend_schema_field(VersionShape(many=True))
    def get_versions(self, dataset: Dataset) -> Any:
        return VersionShape(selectors.published_versions(dataset), many=True).data


class DatasetTombstone(serializers.Serializer[Dataset]):
    """撤下的只留下这些。"""

    id = serializers.IntegerField()
    withdrawn_at = serializers.DateTimeField(help_text="撤下的时间")
    reason = serializers.CharField(source="withdrawn_reason", help_text="撤下的原因")


class DatasetGone(ErrorSerializer):
    """The data set is open no longer."""

    withdrawn = DatasetTombstone()


class DatasetFilter(django_filters.FilterSet):
    domain = django_filters.ChoiceFilter(choices=Domain.choices, label="领域")
    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="提供单位的代码")

    class Meta:
        model = Dataset
        fields: ClassVar[list[str]] = []


class DatasetList(PublicView, generics.ListAPIView[Dataset]):
    serializer_class = DatasetSummary
    pagination_class = KeysetPagination
    filterset_class = DatasetFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="datasets", summary="数据集", tags=[TAG])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """开放的数据集，新开放的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Dataset]:
        return selectors.catalogue(Asked())

    def order(self) -> Order:
        return Order("published_at", descending=True)


def _dataset_or_gone(pk: int) -> Dataset | Response:
    dataset = Dataset.objects.with_page().select_related("organ", "current").filter(pk=pk).first()
    if dataset is None:
        raise Http404
    if not dataset.is_public:
        return Response(body(410) | {"withdrawn": DatasetTombstone(dataset).data}, status=410)
    return dataset


class DatasetDetail(PublicView):
    @extend_schema(
        operation_id="dataset", summary="一个数据集", responses={200: DatasetWhole, 410: DatasetGone}, tags=[TAG]
    )
    def get(self, request: Request, pk: int) -> Response:
        """说明、字段、版本和下载地址。撤下的回答410，并说明时间和原因。"""
        found = _dataset_or_gone(pk)
        if isinstance(found, Response):
            return found
        return Response(DatasetWhole(found, context={"request": request}).data)


_EXAMPLE = OpenApiParameter(
    "列名",
    OpenApiTypes.STR,
    description="参数名就是列名，例如 区县=翠湖街道；数字和日期可以用 列名__from、列名__to。能筛选的列见数据集的字段。",
)


class DatasetRows(PublicView):
    @extend_schema(
        operation_id="dataset_rows",
        summary="数据集的内容",
        parameters=[
            OpenApiParameter("version", OpenApiTypes.STR, description="版本，不填是现行版本"),
            OpenApiParameter("cursor", OpenApiTypes.STR, description="从上一页的 next 得到，照抄即可"),
            OpenApiParameter("page_size", OpenApiTypes.INT, description="每页几行，最多100行"),
            _EXAMPLE,
        ],
        responses={200: OpenApiTypes.OBJECT, 410: DatasetGone},
        tags=[TAG],
    )
    def get(self, request: Request, pk: int) -> Response:
        """一页一页地取现行版本的各行，可以按列筛选。每行的键是列名。"""
        found = _dataset_or_gone(pk)
        if isinstance(found, Response):
            return found
        version = selectors.version_of(found, request.query_params.get("version", ""))
        if version is None:
            raise Http404
        asked = {name: str(text)[:200] for name, text in request.query_params.items() if name not in RESERVED}
        narrowed = selectors.narrowed(version, asked)
        if narrowed.faults:
            raise exceptions.ValidationError({name: [words] for name, words in narrowed.faults.items()})
        self._order = narrowed.order
        pages = KeysetPagination()
        rows: list[DatasetRow] = pages.paginate_queryset(narrowed.rows, request, self)
        columns = version.open_columns
        return pages.get_paginated_response([as_record(columns, row.values) for row in rows])

    def order(self) -> Order:
        return Order(self._order)
