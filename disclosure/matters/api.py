"""``/api/v1/matters/``: the list of matters, of today or of any day, for the systems of departments (S1-6.4)."""

from typing import Any, ClassVar

from django.http import HttpRequest
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.documents.api.shapes import Coded
from disclosure.matters import selectors
from disclosure.matters.models import MatterVersion, MatterVersionQuerySet
from disclosure.matters.selectors import Asked
from portal import clock
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView

_LONGEST = 60
_FILTERS = {
    "domain": "26个领域的代码，01到26",
    "focus": "pilots 试点领域、errands 办事事项、welfare 社会公益事业",
    "tier": "county、town、village",
    "organ": "编制单位的代码",
    "topic": "村务类别",
    "audience": "public 全社会、group 特定群众",
    "way": "active 主动、request 依申请",
    "words": "名称和内容里的字",
    "on": "看哪一天的清单，例如2026-03-05",
}


class MatterShape(serializers.ModelSerializer[MatterVersion]):
    """One matter as published. ``id`` stays the same through its versions."""

    id = serializers.IntegerField(source="matter_id")
    organ = Coded(source="matter.organ", help_text="编制单位")
    village = serializers.CharField(source="matter.village", help_text="村级清单是哪个村的")
    tier = serializers.CharField(source="matter.tier")
    channels = serializers.ListField(child=serializers.CharField())
    levels = serializers.ListField(child=serializers.CharField())
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = MatterVersion
        fields: ClassVar[list[str]] = [
            "id", "number", "organ", "village", "tier", "domain", "village_topic", "first", "second", "elements",
            "basis", "time_limit", "body", "channels", "audience", "audience_note", "way", "levels", "standard",
            "procedure", "reason", "in_force_from", "url",
        ]  # fmt: skip
        read_only_fields = fields

    def get_url(self, row: MatterVersion) -> str:
        return str(self.context["request"].build_absolute_uri(row.matter.get_absolute_url()))


class Matters(PublicView, generics.ListAPIView[MatterVersion]):
    serializer_class = MatterShape
    pagination_class = KeysetPagination

    @extend_schema(
        operation_id="matters",
        summary="政务公开事项清单",
        tags=["事项清单"],
        parameters=[OpenApiParameter(name, str, description=words) for name, words in _FILTERS.items()],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """今天的清单，或者 on 那一天的。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> MatterVersionQuerySet:
        asked = _asked(self.request)
        return selectors.listed(asked, on=selectors.day_of(asked, clock.today()))

    def order(self) -> Order:
        return Order("matter_id")


def _asked(request: HttpRequest) -> Asked:
    return Asked(**{name: request.GET.get(name, "")[:_LONGEST].replace("\0", "").strip() for name in _FILTERS})
