"""``/api/v1/intake/``: another system hands in a document and asks how far it has come."""

from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.intake import services
from disclosure.intake.models import EXTERNAL_ID_LENGTH, Intake
from disclosure.intake.shapes import FileSent, FileTaken, HandedIn, Progress, Receipt
from portal import clock
from portal.interface import keys
from portal.interface.paging import KeysetPagination, Order
from portal.interface.parsing import BoundedJson
from portal.interface.systems import FromSystem

TAGS = ["交稿"]
_KEY = keys.parameter("这份文稿在来文系统里不重复的编号；没有收到回答时，用同一个编号重发，不会多出一份")
_EXTERNAL_ID = OpenApiParameter("external_id", OpenApiTypes.STR, description="只查这个来文系统编号的")


class HandsIn(FromSystem):
    def handed_in(self) -> "QuerySet[Intake]":
        """What this system has handed in, and no other."""
        rows = Intake.objects.filter(client=self.caller().client).select_related("document")
        return rows.defer("document__body", "document__body_html").prefetch_related(
            "document__returns", "document__attachments__file__copies"
        )


class Intakes(HandsIn, generics.ListAPIView[Intake]):
    serializer_class = Progress
    pagination_class = KeysetPagination
    filter_backends = ()
    parser_classes = [BoundedJson]
    errors = (409, 413, 422)

    def order(self) -> Order:
        return Order("at", descending=True)

    def get_queryset(self) -> "QuerySet[Intake]":
        wanted = self.request.query_params.get("external_id", "")[: EXTERNAL_ID_LENGTH + 1].replace("\0", "")
        return self.handed_in().filter(external_id=wanted) if wanted else self.handed_in()

    @extend_schema(operation_id="intakes", summary="交过的文稿", parameters=[_EXTERNAL_ID], tags=TAGS)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """这个系统交过的全部文稿，各办到哪一步。新交的在前。"""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="hand_in",
        summary="交一份文稿",
        parameters=[_KEY],
        request=HandedIn,
        responses={200: Receipt, 201: Receipt},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        """在本机关建一份草稿，由本机关的人核对、审查、签发、发布；交稿本身不会公开任何内容。重发时回答200和原来的回执。"""
        keys.require_key(request.headers.get(keys.HEADER, ""))
        sent = HandedIn(data=request.data)
        sent.is_valid(raise_exception=True)
        values = dict(sent.validated_data)
        caller = self.caller()
        intake, new = services.hand_in(
            client=caller.client,
            organ=caller.organ,
            key=request.headers[keys.HEADER],
            external_id=values.pop("external_id", ""),
            values=values,
            answer=lambda made: Receipt(made).data,
            actor=caller.actor(),
            at=clock.now(),
        )
        in_order = {
            name: intake.answer[name] for name in Receipt().fields
        }  # a database may keep names in its own order
        return Response(in_order, status=201 if new else 200)


class OneIntake(HandsIn):
    @extend_schema(operation_id="intake", summary="一份文稿的办理情况", responses={200: Progress}, tags=TAGS)
    def get(self, request: Request, pk: int) -> Response:
        """办到哪一步、有没有退回、公开以后的网址。"""
        return Response(Progress(_one(self, pk), context={"request": request}).data)


class IntakeFiles(HandsIn):
    parser_classes = [MultiPartParser]
    errors = (409, 413, 422)

    @extend_schema(
        operation_id="hand_in_file",
        summary="补一个附件",
        request={"multipart/form-data": FileSent},
        responses={200: FileTaken, 201: FileTaken},
        tags=TAGS,
    )
    def post(self, request: Request, pk: int) -> Response:
        """文稿还在拟稿时可以加附件，一次一个，每个不超过100MB。内容按格式查过再收下：有密级标志、病毒、宏的不收。

        查到的个人信息由本机关处理，不影响交稿。同名、同内容的重发回答200，不会多出一个。
        """
        intake = _one(self, pk)
        sent = FileSent(data=request.data)
        sent.is_valid(raise_exception=True)
        upload = sent.validated_data["file"]
        attachment, new = services.attach(
            intake,
            name=upload.name,
            upload=upload,
            attribute=sent.validated_data["attribute"],
            actor=self.caller().actor(),
            at=clock.now(),
        )
        return Response(FileTaken(attachment).data, status=201 if new else 200)


def _one(view: HandsIn, pk: int) -> Intake:
    storable = pk <= BigIntegerField.MAX_BIGINT
    intake = view.handed_in().filter(document=pk).first() if storable else None
    if intake is None:
        raise Http404
    return intake
