"""``/api/v1/credit/``: what is shown, as data; nothing the pages do not show."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.credit import selectors, tables
from disclosure.credit.codes import Kind
from disclosure.credit.models import CreditRecord
from disclosure.documents.api.filters import CODE_LENGTH, YearFilter
from disclosure.documents.api.shapes import Coded
from portal.interface.errors import ErrorSerializer, body
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView


class CreditSummary(serializers.ModelSerializer[CreditRecord]):
    """Of a natural person the name is the masked one."""

    organ = Coded(help_text="数据来源单位")
    standing = serializers.CharField(help_text="当前状态")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = CreditRecord
        fields: ClassVar[list[str]] = [
            "id",
            "kind",
            "party_name",
            "party_type",
            "party_code",
            "number",
            "decision",
            "category",
            "decided_on",
            "authority",
            "organ",
            "standing",
            "ends_on",
            "published_at",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, record: CreditRecord) -> str:
        return str(self.context["request"].build_absolute_uri(record.get_absolute_url()))


class Fact(serializers.Serializer[Any]):
    heading = serializers.CharField(help_text="官方表的列名")
    value = serializers.CharField()


class CreditWhole(CreditSummary):
    facts = serializers.SerializerMethodField(help_text="公示的全部内容，按官方表的列名")

    class Meta(CreditSummary.Meta):
        fields: ClassVar[list[str]] = [*CreditSummary.Meta.fields, "facts"]
        read_only_fields = fields

    @extend_schema_field(Fact(many=True))
    def get_facts(self, record: CreditRecord) -> list[dict[str, str]]:
        return [{"heading": heading, "value": value} for heading, value in tables.public_facts(record)]


class CreditTombstone(serializers.Serializer[CreditRecord]):
    """停止公示的只留下这些。"""

    id = serializers.IntegerField()
    withdrawn_at = serializers.DateTimeField(source="taken_down_at", help_text="停止公示的时间")
    reason = serializers.CharField(source="taken_down_reason", help_text="停止公示的原因")
    standing = serializers.CharField(help_text="已撤回、已信用修复、公示期满")


class CreditGone(ErrorSerializer):
    """The record is shown no longer."""

    withdrawn = CreditTombstone()


class CreditFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label="种类")
    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="数据来源单位的代码")
    party_code = django_filters.CharFilter(max_length=CODE_LENGTH, label="行政相对人的统一社会信用代码")
    year = YearFilter(field_name="decided_on__year", label="作出决定的年份")

    class Meta:
        model = CreditRecord
        fields: ClassVar[list[str]] = []


class CreditList(PublicView, generics.ListAPIView[CreditRecord]):
    serializer_class = CreditSummary
    pagination_class = KeysetPagination
    filterset_class = CreditFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="credit_records", summary="信用信息", tags=["信用信息"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """正在公示的行政许可、行政处罚、抽查检查结果和失信名单，新公示的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[CreditRecord]:
        return selectors.lines(CreditRecord.objects.public())

    def order(self) -> Order:
        return Order("published_at", descending=True)


class CreditDetail(PublicView):
    @extend_schema(
        operation_id="credit_record",
        summary="一条信用信息",
        responses={200: CreditWhole, 410: CreditGone},
        tags=["信用信息"],
    )
    def get(self, request: Request, pk: int) -> Response:
        """公示的全部内容。停止公示的回答410，并说明时间和原因。"""
        record = CreditRecord.objects.with_page().select_related("organ").filter(pk=pk).first()
        if record is None:
            raise Http404
        if not record.is_public:
            return Response(body(410) | {"withdrawn": CreditTombstone(record).data}, status=410)
        return Response(CreditWhole(record, context={"request": request}).data)
