"""``/api/v1/decisions/``: what is shown, as data; nothing the pages do not show."""

from typing import Any, ClassVar

import django_filters
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.consultations.codes import Category
from disclosure.decisions import selectors
from disclosure.decisions.models import Decision, DecisionQuerySet
from disclosure.decisions.states import PUBLIC, State
from disclosure.documents.api.filters import CODE_LENGTH
from disclosure.documents.api.shapes import Coded
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView

_SHOWN_STATES = [(state.value, state.label) for state in State if state in PUBLIC]


class DecisionSummary(serializers.ModelSerializer[Decision]):
    organ = Coded(help_text="承办单位")
    decider = Coded(help_text="决策机关")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "organ",
            "decider",
            "category",
            "state",
            "matter",
            "exclusion",
            "exclusion_basis",
            "published_at",
            "announced_at",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, row: Decision) -> str:
        return str(self.context["request"].build_absolute_uri(row.get_absolute_url()))


class StepShape(serializers.Serializer[Any]):
    step = serializers.CharField(help_text="步骤")
    is_done = serializers.BooleanField(help_text="办完了，或者依法不办")
    left_out = serializers.CharField(help_text="依法不办的情形和理由")
    records = serializers.ListField(child=serializers.DictField(), help_text="登记的内容，一次一项")
    links = serializers.ListField(child=serializers.CharField(), help_text="征求意见、听证会、文件的网页地址")


class DecisionWhole(DecisionSummary):
    course = serializers.SerializerMethodField(help_text="决策过程，一步一项")

    class Meta(DecisionSummary.Meta):
        fields: ClassVar[list[str]] = [*DecisionSummary.Meta.fields, "reasons", "ended_reason", "course"]
        read_only_fields = fields

    @extend_schema_field(StepShape(many=True))
    def get_course(self, row: Decision) -> list[dict[str, Any]]:
        return [self._step(stage) for stage in selectors.public_course(row)]

    def _step(self, stage: selectors.Stage) -> dict[str, Any]:
        pages: list[Any] = [*stage.consultations, *stage.hearings, *([stage.document] if stage.document else [])]
        left_out = f"{stage.left_out.ground}：{stage.left_out.reason}" if stage.left_out else ""
        return {
            "step": stage.row.name,
            "is_done": stage.is_done,
            "left_out": left_out,
            "records": [dict(record.lines()) for record in stage.records],
            "links": [self.context["request"].build_absolute_uri(page.get_absolute_url()) for page in pages],
        }


class DecisionFilter(django_filters.FilterSet):
    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="承办单位的代码")
    state = django_filters.ChoiceFilter(choices=_SHOWN_STATES, label="进展")
    category = django_filters.ChoiceFilter(choices=Category.choices, label="类别")

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = []


class DecisionList(PublicView, generics.ListAPIView[Decision]):
    serializer_class = DecisionSummary
    pagination_class = KeysetPagination
    filterset_class = DecisionFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="decisions", summary="重大行政决策", tags=["重大行政决策"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """启动过的全部决策，新启动的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> DecisionQuerySet:
        return Decision.objects.public().select_related("organ", "decider")

    def order(self) -> Order:
        return Order("published_at", descending=True)


class DecisionDetail(PublicView):
    @extend_schema(operation_id="decision", summary="一件决策", responses=DecisionWhole, tags=["重大行政决策"])
    def get(self, request: Request, pk: int) -> Response:
        """决策过程：公布以前有公众参与和听证，公布以后有每一步。"""
        row = Decision.objects.public().select_related("organ", "decider", "document").filter(pk=pk).first()
        if row is None:
            raise Http404
        return Response(DecisionWhole(row, context={"request": request}).data)
