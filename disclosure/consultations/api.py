"""``/api/v1/consultations/``: what is shown, as data; nothing the pages do not show."""

from typing import Any, ClassVar

import django_filters
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.consultations import selectors
from disclosure.consultations.codes import Category, LegalKind, Verdict
from disclosure.consultations.models import Consultation, ConsultationQuerySet
from disclosure.consultations.states import OPENED, State
from disclosure.documents.api.filters import CODE_LENGTH
from disclosure.documents.api.shapes import Coded
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView

_SHOWN_STATES = [(state.value, state.label) for state in State if state in OPENED]


class ConsultationSummary(serializers.ModelSerializer[Consultation]):
    organ = Coded(help_text="征求意见的机关")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = Consultation
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "organ",
            "category",
            "legal_kind",
            "state",
            "summary",
            "published_at",
            "opened_on",
            "ends_on",
            "short_reason",
            "result_at",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, row: Consultation) -> str:
        return str(self.context["request"].build_absolute_uri(row.get_absolute_url()))


class PassageShape(serializers.Serializer[Any]):
    anchor = serializers.CharField(help_text="锚点，网页地址里 # 后面的部分")
    text = serializers.CharField()


class ThemeShape(serializers.Serializer[Any]):
    """公布了结果的才有。"""

    title = serializers.CharField()
    summary = serializers.CharField()
    opinions = serializers.IntegerField(help_text="这个主题有几条意见")
    verdict = serializers.ChoiceField(choices=Verdict.choices, help_text="采纳情况")
    reason = serializers.CharField()


class ConsultationWhole(ConsultationSummary):
    passages = serializers.SerializerMethodField(help_text="草案，一段一项")
    themes = serializers.SerializerMethodField(help_text="意见和答复，公布结果以后才有")

    class Meta(ConsultationSummary.Meta):
        fields: ClassVar[list[str]] = [
            *ConsultationSummary.Meta.fields,
            "explanation",
            "reasons",
            "basis",
            "how_to_reply",
            "passages",
            "result_summary",
            "themes",
        ]
        read_only_fields = fields

    @extend_schema_field(PassageShape(many=True))
    def get_passages(self, row: Consultation) -> list[dict[str, str]]:
        return [{"anchor": piece.anchor, "text": piece.text} for piece in row.passages.all()]

    @extend_schema_field(ThemeShape(many=True))
    def get_themes(self, row: Consultation) -> list[dict[str, Any]]:
        if not row.has_result:
            return []
        names = ("title", "summary", "verdict", "reason")
        return [
            {name: getattr(theme, name) for name in names} | {"opinions": theme.many}  # type: ignore[attr-defined]  # annotated
            for theme in selectors.themes_of(row)
        ]

    def to_representation(self, instance: Consultation) -> dict[str, Any]:
        """A statement that is not out yet is nobody's to read."""
        shown: dict[str, Any] = super().to_representation(instance)
        return shown if instance.has_result else shown | {"result_summary": ""}


class ConsultationFilter(django_filters.FilterSet):
    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="机关的代码")
    state = django_filters.ChoiceFilter(choices=_SHOWN_STATES, label="进展")
    category = django_filters.ChoiceFilter(choices=Category.choices, label="预公开事项")
    legal_kind = django_filters.ChoiceFilter(choices=LegalKind.choices, label="适用的期限")

    class Meta:
        model = Consultation
        fields: ClassVar[list[str]] = []


class ConsultationList(PublicView, generics.ListAPIView[Consultation]):
    serializer_class = ConsultationSummary
    pagination_class = KeysetPagination
    filterset_class = ConsultationFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="consultations", summary="征求意见", tags=["征求意见"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """公开过的全部征求意见，新发布的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ConsultationQuerySet:
        return Consultation.objects.public().select_related("organ")

    def order(self) -> Order:
        return Order("published_at", descending=True)


class ConsultationDetail(PublicView):
    @extend_schema(operation_id="consultation", summary="一次征求意见", responses=ConsultationWhole, tags=["征求意见"])
    def get(self, request: Request, pk: int) -> Response:
        """草案、说明、依据和期限；公布结果以后有采纳情况。"""
        row = Consultation.objects.public().select_related("organ").filter(pk=pk).first()
        if row is None:
            raise Http404
        return Response(ConsultationWhole(row, context={"request": request}).data)
