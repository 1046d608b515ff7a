"""``/api/v1/concerns/``: what people asked, what was answered, whether it was in time, as data."""

from typing import Any, ClassVar

import django_filters
from django.db.models import BigIntegerField, QuerySet
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response as Answer

from disclosure.documents.api.filters import CODE_LENGTH
from portal import clock
from portal.domains import Domain
from portal.interface.errors import body
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView
from sentiment.responses import selectors
from sentiment.responses.models import Response
from sentiment.responses.shapes import AnswerTombstone, ConcernGone, ConcernSummary, ConcernWhole
from sentiment.tickets.models import Ticket

TAGS = ["回应关切"]


class ConcernFilter(django_filters.FilterSet):
    """Days are days of Asia/Shanghai, both ends included."""

    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="第一责任主体的代码")
    domain = django_filters.ChoiceFilter(choices=Domain.choices, label="领域代码")
    name = django_filters.CharFilter(method="named", max_length=60, label="回应的标题、群众关切里的字")
    responded_after = django_filters.DateFilter(method="since", label="首次回应从这天起")
    responded_before = django_filters.DateFilter(method="until", label="首次回应到这天止")

    class Meta:
        model = Ticket
        fields: ClassVar[list[str]] = []

    def named(self, rows: "QuerySet[Ticket]", _name: str, words: str) -> "QuerySet[Ticket]":
        return rows.filter(pk__in=selectors.named(words).values("ticket"))

    def since(self, rows: "QuerySet[Ticket]", _name: str, day: Any) -> "QuerySet[Ticket]":
        return rows.filter(responded_at__gte=clock.start_of_day(day))

    def until(self, rows: "QuerySet[Ticket]", _name: str, day: Any) -> "QuerySet[Ticket]":
        return rows.filter(responded_at__lt=clock.end_of_day(day))


class Concerns(PublicView, generics.ListAPIView[Ticket]):
    serializer_class = ConcernSummary
    pagination_class = KeysetPagination
    filterset_class = ConcernFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="concerns", summary="回应关切", tags=TAGS)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Answer:
        """已经公开回应的关切，新近回应的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> "QuerySet[Ticket]":
        return selectors.public_list()

    def order(self) -> Order:
        return Order("responded_at", descending=True)


class Concern(PublicView):
    @extend_schema(
        operation_id="concern",
        summary="一件关切",
        responses={200: ConcernWhole, 410: ConcernGone},
        tags=TAGS,
    )
    def get(self, request: Request, pk: int) -> Answer:
        """全部公开的回应、处置结果和用了多长时间。回应全部撤回的回答410，并说明时间和原因。"""
        if pk > BigIntegerField.MAX_BIGINT:
            raise Http404
        ticket = selectors.public_list().filter(pk=pk).first()
        if ticket is None:
            return self._gone(pk)
        answers = selectors.answers_of(ticket)
        return Answer(ConcernWhole(ticket, context={"request": request, "answers": answers}).data)

    def _gone(self, pk: int) -> Answer:
        taken_down = list(Response.objects.with_page().filter(ticket=pk).order_by("published_at", "pk"))
        if not taken_down:
            raise Http404
        return Answer(body(410) | {"withdrawn": AnswerTombstone(taken_down, many=True).data}, status=410)
