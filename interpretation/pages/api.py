"""``/api/v1/interpretations/``: what the city explained, with the document each belongs to, as data."""

from typing import Any, ClassVar

import django_filters
from django.db.models import BigIntegerField
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.documents.api.filters import CODE_LENGTH
from interpretation.materials.codes import Form, Stage, Theme, Way
from interpretation.materials.models import Material, MaterialFile, MaterialQuerySet
from interpretation.pages import selectors
from interpretation.pages.shapes import (
    InterpretationGone,
    InterpretationSummary,
    InterpretationTombstone,
    InterpretationWhole,
)
from portal import clock
from portal.interface.errors import body
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView

TAGS = ["政策解读"]


class InterpretationFilter(django_filters.FilterSet):
    """Days are days of Asia/Shanghai, both ends included."""

    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="解读单位的代码")
    form = django_filters.ChoiceFilter(choices=Form.choices, label="形式代码")  # type: ignore[assignment]  # a parameter; the metaclass takes it away
    way = django_filters.ChoiceFilter(choices=Way.choices, label="方式代码")
    theme = django_filters.ChoiceFilter(choices=Theme.choices, label="主题代码")
    stage = django_filters.ChoiceFilter(choices=Stage.choices, label="时机代码")
    document = django_filters.NumberFilter(method="of_document", label="文件的编号")
    name = django_filters.CharFilter(method="named", max_length=60, label="标题、文件名称里的字，或者发文字号")
    published_after = django_filters.DateFilter(method="since", label="发布日期从这天起")
    published_before = django_filters.DateFilter(method="until", label="发布日期到这天止")

    class Meta:
        model = Material
        fields: ClassVar[list[str]] = []

    def of_document(self, rows: MaterialQuerySet, _name: str, number: Any) -> MaterialQuerySet:
        """Of a document that is public: what is still to come is not told apart from what is not there."""
        is_key = number == int(number) and 0 < number <= BigIntegerField.MAX_BIGINT
        return rows.filter(document=int(number), document__published_at__isnull=False) if is_key else rows.none()

    def named(self, rows: MaterialQuerySet, _name: str, words: str) -> MaterialQuerySet:
        return rows.filter(selectors.named(words))

    def since(self, rows: MaterialQuerySet, _name: str, day: Any) -> MaterialQuerySet:
        return rows.filter(published_at__gte=clock.start_of_day(day))

    def until(self, rows: MaterialQuerySet, _name: str, day: Any) -> MaterialQuerySet:
        return rows.filter(published_at__lt=clock.end_of_day(day))


class Interpretations(PublicView, generics.ListAPIView[Material]):
    serializer_class = InterpretationSummary
    pagination_class = KeysetPagination
    filterset_class = InterpretationFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="interpretations", summary="政策解读", tags=TAGS)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """公开的解读，新发布的在前，每一份都带着解读的文件。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> MaterialQuerySet:
        return selectors.lines(Material.objects.public()).order_by()

    def order(self) -> Order:
        return Order("published_at", descending=True)


class Interpretation(PublicView):
    @extend_schema(
        operation_id="interpretation",
        summary="一份解读",
        responses={200: InterpretationWhole, 410: InterpretationGone},
        tags=TAGS,
    )
    def get(self, request: Request, pk: int) -> Response:
        """带全部要素、图片和视频的网址。已经撤下的回答410，并说明撤下的时间和原因。"""
        if pk > BigIntegerField.MAX_BIGINT:
            raise Http404
        rows = Material.objects.with_page().select_related("organ", "document")
        material = rows.prefetch_related(MaterialFile.prefetched()).filter(pk=pk).first()
        if material is None:
            raise Http404
        if not material.is_published:
            return Response(body(410) | {"withdrawn": InterpretationTombstone(material).data}, status=410)
        return Response(InterpretationWhole(material, context={"request": request}).data)
