"""``/api/v1/opinions/sightings/``: a monitoring system reports what it saw and asks how far it has come."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from portal import clock
from portal.interface import keys
from portal.interface.paging import KeysetPagination, Order
from portal.interface.parsing import BoundedJson
from portal.interface.states import Scope
from portal.interface.systems import FromSystem
from sentiment.sightings import services
from sentiment.sightings.models import EXTERNAL_ID_LENGTH, Sighting
from sentiment.sightings.shapes import SightingLines, SightingProgress, SightingReceipt, SightingsSent

TAGS = ["舆情监测"]
_KEY = keys.parameter("这一批在监测系统里不重复的编号；没有收到回答时，用同一个编号重发，不会多登记")
_EXTERNAL_ID = OpenApiParameter("external_id", OpenApiTypes.STR, description="只查这个监测系统编号的")


class Sightings(FromSystem, generics.ListAPIView[Sighting]):
    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.FOLLOW_UP, "HEAD": Scope.FOLLOW_UP, "POST": Scope.REPORT}
    serializer_class = SightingProgress
    pagination_class = KeysetPagination
    filter_backends = ()
    parser_classes = [BoundedJson]
    errors = (413, 422)

    def order(self) -> Order:
        return Order("at", descending=True)

    def get_queryset(self) -> "QuerySet[Sighting]":
        """What this system has reported, and no other."""
        rows = Sighting.objects.filter(client=self.caller().client).select_related("ticket__organ")
        wanted = self.request.query_params.get("external_id", "")[: EXTERNAL_ID_LENGTH + 1].replace("\0", "")
        return rows.filter(external_id=wanted) if wanted else rows

    @extend_schema(operation_id="sightings", summary="交过的监测结果", parameters=[_EXTERNAL_ID], tags=TAGS)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """这个系统交过的监测结果，各属于哪一件舆情、办到哪一步。新交的在前。"""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="report_sightings",
        summary="交一批监测结果",
        parameters=[_KEY],
        request=SightingsSent,
        responses={200: SightingReceipt, 201: SightingReceipt},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        """逐条收下：新的登记成舆情，马上判定责任单位、开始计时；和正在办理的一件网址相同或者标题相同的，并入那一件。

        有一条不对不影响别的，错在哪里写在那一条里，改好以后换一个防重编号再交。重发时回答200和原来的回执。
        """
        keys.require_key(request.headers.get(keys.HEADER, ""))
        sent = SightingLines(data=request.data)
        sent.is_valid(raise_exception=True)
        caller = self.caller()
        delivery, new = services.report(
            client=caller.client,
            organ=caller.organ,
            key=request.headers[keys.HEADER],
            rows=sent.validated_data["items"],
            actor=caller.actor(),
            at=clock.now(),
        )
        return Response(SightingReceipt(delivery).data, status=201 if new else 200)
