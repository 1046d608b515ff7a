"""``/api/v1/sessions/``: what is shown, as data; nothing the pages do not show."""

from typing import Any, ClassVar

import django_filters
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.documents.api.filters import CODE_LENGTH
from disclosure.documents.api.shapes import Coded
from disclosure.sessions import selectors
from disclosure.sessions.codes import Kind, ObserverKind
from disclosure.sessions.models import AgendaItem, Session, SessionQuerySet
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView


class SessionSummary(serializers.ModelSerializer[Session]):
    organ = Coded(help_text="召开会议的机关")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = Session
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "organ",
            "kind",
            "state",
            "starts_at",
            "place",
            "seats",
            "registers_until",
            "announced_at",
            "published_at",
            "url",
        ]
        read_only_fields = fields

    def get_url(self, row: Session) -> str:
        return str(self.context["request"].build_absolute_uri(row.get_absolute_url()))


class ItemShape(serializers.Serializer[Any]):
    position = serializers.IntegerField(help_text="第几项")
    title = serializers.CharField()
    reporter = serializers.CharField(help_text="汇报单位")
    is_livelihood = serializers.BooleanField(help_text="重大民生议题")
    outcome = serializers.CharField(help_text="议定的事项，公布结果以后才有")
    adoption_statement = serializers.CharField(help_text="意见收集和采纳情况说明，公布结果以后才有")


class AttendanceShape(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=ObserverKind.choices, help_text="列席身份")
    seated = serializers.IntegerField(help_text="安排几人")
    came = serializers.IntegerField(help_text="到会几人")


class SessionWhole(SessionSummary):
    items = serializers.SerializerMethodField(help_text="公开的议题")
    withheld = serializers.SerializerMethodField(help_text="依法保密的议题有几项")
    attendance = serializers.SerializerMethodField(help_text="列席情况，公布结果以后才有")

    class Meta(SessionSummary.Meta):
        fields: ClassVar[list[str]] = [
            *SessionSummary.Meta.fields,
            "summary",
            "live_channels",
            "live_url",
            "items",
            "withheld",
            "attendance",
            "record",
            "cancelled_reason",
        ]
        read_only_fields = fields

    @extend_schema_field(ItemShape(many=True))
    def get_items(self, row: Session) -> list[dict[str, Any]]:
        return [_item(item, told=row.has_result) for item in selectors.public_items(row)]

    @extend_schema_field(serializers.IntegerField())
    def get_withheld(self, row: Session) -> int:
        return selectors.withheld_count(row)

    @extend_schema_field(AttendanceShape(many=True))
    def get_attendance(self, row: Session) -> list[dict[str, Any]]:
        told = selectors.attendance(row) if row.has_result else []
        return [{"kind": each.kind.value, "seated": each.seated, "came": each.came} for each in told]

    def to_representation(self, instance: Session) -> dict[str, Any]:
        """A record that is not out yet is nobody's to read."""
        shown: dict[str, Any] = super().to_representation(instance)
        return shown if instance.has_result else shown | {"record": ""}


def _item(item: AgendaItem, *, told: bool) -> dict[str, Any]:
    shown = {name: getattr(item, name) for name in ("position", "title", "reporter", "is_livelihood")}
    result = {"outcome": item.outcome, "adoption_statement": item.statement}
    return shown | (result if told else dict.fromkeys(result, ""))


class SessionFilter(django_filters.FilterSet):
    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="机关的代码")
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label="会议种类")

    class Meta:
        model = Session
        fields: ClassVar[list[str]] = []


class SessionList(PublicView, generics.ListAPIView[Session]):
    serializer_class = SessionSummary
    pagination_class = KeysetPagination
    filterset_class = SessionFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="sessions", summary="政府会议", tags=["政府会议"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """公告过的会议和公布了结果的会议，召开时间晚的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> SessionQuerySet:
        return Session.objects.public().select_related("organ")

    def order(self) -> Order:
        return Order("starts_at", descending=True)


class SessionDetail(PublicView):
    @extend_schema(operation_id="session", summary="一次政府会议", responses=SessionWhole, tags=["政府会议"])
    def get(self, request: Request, pk: int) -> Response:
        """公告、公开的议题；公布结果以后有议定的事项和列席情况。"""
        row = Session.objects.public().select_related("organ").filter(pk=pk).first()
        if row is None:
            raise Http404
        return Response(SessionWhole(row, context={"request": request}).data)
