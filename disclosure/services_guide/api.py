"""``/api/v1/services/``: guides as data; nothing the pages do not show."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.documents.api.filters import CODE_LENGTH
from disclosure.documents.api.shapes import Coded
from disclosure.services_guide import selectors
from disclosure.services_guide.codes import Audience, Online, Theme
from disclosure.services_guide.models import GuideMaterial, ServiceGuide
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView


class GuideSummary(serializers.ModelSerializer[ServiceGuide]):
    organ = Coded(help_text="办理机关")
    audiences = serializers.ListField(source="audience_codes", child=serializers.CharField(), help_text="服务对象")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = ServiceGuide
        fields: ClassVar[list[str]] = [
            "id",
            "code",
            "edition",
            "name",
            "theme",
            "audiences",
            "organ",
            "legal_days",
            "promised_days",
            "fee",
            "online",
            "online_url",
            "published_at",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, guide: ServiceGuide) -> str:
        return str(self.context["request"].build_absolute_uri(guide.get_absolute_url()))


class MaterialShape(serializers.ModelSerializer[GuideMaterial]):
    class Meta:
        model = GuideMaterial
        fields: ClassVar[list[str]] = ["name", "form", "copies", "seal", "is_required", "source", "note"]
        read_only_fields = fields


class GuideWhole(GuideSummary):
    materials = MaterialShape(many=True, help_text="申请材料")

    class Meta(GuideSummary.Meta):
        fields: ClassVar[list[str]] = [
            *GuideSummary.Meta.fields,
            "basis",
            "conditions",
            "process",
            "result",
            "review_rules",
            "intermediary",
            "faq",
            "place",
            "hours",
            "consult_phone",
            "complaint_phone",
            "email",
            "materials",
        ]
        read_only_fields = fields


class GuideFilter(django_filters.FilterSet):
    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="办理机关的代码")
    theme = django_filters.ChoiceFilter(choices=Theme.choices, label="主题")
    online = django_filters.ChoiceFilter(choices=Online.choices, label="网上办理")
    audience = django_filters.ChoiceFilter(choices=Audience.choices, method="of_audience", label="服务对象")

    class Meta:
        model = ServiceGuide
        fields: ClassVar[list[str]] = []

    def of_audience(self, rows: QuerySet[ServiceGuide], _name: str, value: str) -> QuerySet[ServiceGuide]:
        return rows.filter(audiences__contains=f",{value},")


class GuideList(PublicView, generics.ListAPIView[ServiceGuide]):
    serializer_class = GuideSummary
    pagination_class = KeysetPagination
    filterset_class = GuideFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="service_guides", summary="办事指南", tags=["办事指南"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """现在有效的办事指南，新发布的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[ServiceGuide]:
        return selectors.newest()

    def order(self) -> Order:
        return Order("published_at", descending=True)


class GuideDetail(PublicView):
    @extend_schema(operation_id="service_guide", summary="一份办事指南", responses=GuideWhole, tags=["办事指南"])
    def get(self, request: Request, code: str) -> Response:
        """按事项编码；内容和网页、窗口的纸质指南一样。"""
        guide = selectors.whole(ServiceGuide.objects.public().filter(code=code)).first()
        if guide is None:
            raise Http404
        return Response(GuideWhole(guide, context={"request": request}).data)
