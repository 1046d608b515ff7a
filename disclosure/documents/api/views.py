"""``/api/v1/documents/``, ``…/changes/``, ``/api/v1/topics/``, ``/api/v1/codes/``."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.dateparse import parse_datetime
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.documents import selectors
from disclosure.documents.api import examples
from disclosure.documents.api.filters import DocumentFilter
from disclosure.documents.api.shapes import Change, Coded, Gone, Summary, Tombstone, WholeWithFiles
from disclosure.documents.codes import DocumentKind, Validity
from disclosure.documents.models import Document
from disclosure.documents.topics import TOPICS
from portal import clock
from portal.errors import InvalidInput
from portal.interface.errors import body
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView

SETTLING = timedelta(minutes=2)
"""An act that began before a harvest may be saved after it: the next harvest begins that much earlier."""

_LONG_AGO = "2000-01-01T00:00:00+08:00"
_ORDERS = {
    "-published_at": Order("published_at", descending=True),
    "published_at": Order("published_at"),
    "-updated_at": Order("updated_at", descending=True),
    "updated_at": Order("updated_at"),
}
_ORDERING = OpenApiParameter(
    "ordering",
    OpenApiTypes.STR,
    enum=list(_ORDERS),
    description="排序；前面有减号的，新的在前",
    default="-published_at",
)
_SINCE = OpenApiParameter(
    "since", OpenApiTypes.DATETIME, description="从这一时刻起的变化；不写就是从头开始", default=_LONG_AGO
)


class DocumentList(PublicView, generics.ListAPIView[Document]):
    serializer_class = Summary
    pagination_class = KeysetPagination
    filterset_class = DocumentFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(
        operation_id="documents",
        summary="公开的文件",
        parameters=[_ORDERING],
        tags=["文件"],
        examples=[examples.DOCUMENT],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """按机关、栏目、种类、主题、年份、有效性、日期筛选，条件可以组合。新发布的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Document]:
        return selectors.summaries(Document.objects.public())

    def order(self) -> Order:
        asked = self.request.query_params.get("ordering", "-published_at")
        if asked not in _ORDERS:
            raise InvalidInput({"ordering": f"排序只有这几种：{'、'.join(_ORDERS)}"})
        return _ORDERS[asked]


class DocumentDetail(PublicView):
    @extend_schema(
        operation_id="document", summary="一份文件", responses={200: WholeWithFiles, 410: Gone}, tags=["文件"]
    )
    def get(self, request: Request, pk: int) -> Response:
        """带正文、附件和来龙去脉。已经撤下的回答410，并说明撤下的时间和原因。"""
        rows = Document.objects.with_page().select_related("organ", "column", "successor")
        document = rows.filter(pk=pk).first()
        if document is None:
            raise Http404
        if not document.is_public:
            return Response(body(410) | {"withdrawn": Tombstone(document).data}, status=410)
        page = selectors.document_page(document, on=clock.today())
        return Response(WholeWithFiles(page, context={"request": request}).data)


class ChangePages(KeysetPagination):
    """Says where the next harvest begins."""

    def more(self) -> dict[str, Any]:
        return {"until": (clock.now() - SETTLING).replace(second=0, microsecond=0).isoformat()}

    def more_schema(self) -> dict[str, Any]:
        words = "下次从这一时刻起取：把它作为since。两次之间会有少量重复，按编号覆盖即可"
        example = "2026-05-22T10:05:00+08:00"
        return {"until": {"type": "string", "format": "date-time", "description": words, "example": example}}


class Changes(PublicView, generics.ListAPIView[Document]):
    serializer_class = Change
    pagination_class = ChangePages
    filter_backends = ()

    @extend_schema(
        operation_id="document_changes",
        summary="文件的变化",
        parameters=[_SINCE],
        tags=["文件"],
        examples=[examples.CHANGE],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """给要保存一份副本的系统用：新公开的、有更新的、已撤下的，按时间先后。撤下的请从副本里删除。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Document]:
        rows = Document.objects.with_page().filter(updated_at__gte=self._since())
        return selectors.faces(rows)

    def order(self) -> Order:
        return Order("updated_at")

    def _since(self) -> datetime:
        try:
            found = parse_datetime(self.request.query_params.get("since", _LONG_AGO))
        except ValueError:
            found = None
        if found is None or not 1900 < found.year < 2200:
            raise InvalidInput({"since": "时刻请写成2026-05-21T09:30:00+08:00这样"})
        return found if found.tzinfo else found.replace(tzinfo=clock.SHANGHAI)


class TopicShape(Coded):
    count = serializers.IntegerField(help_text="公开的文件数")
    parts = Coded(many=True, help_text="二级主题")


class Topics(PublicView):
    @extend_schema(operation_id="topics", summary="主题分类", responses={200: TopicShape(many=True)}, tags=["目录"])
    def get(self, request: Request) -> Response:
        """22类主题，各有多少份公开的文件，以及二级主题。"""
        parts = {topic.code: topic.subtopics() for topic in TOPICS}
        return Response(
            [
                {"code": row.code, "name": row.name, "count": row.count, "parts": _coded(parts[row.code])}
                for row in selectors.topic_counts()
            ]
        )


class CodeLists(serializers.Serializer[object]):
    kinds = Coded(many=True, help_text="公文种类")
    validity = Coded(many=True, help_text="有效性")


class Codes(PublicView):
    @extend_schema(operation_id="codes", summary="代码表", responses={200: CodeLists}, tags=["目录"])
    def get(self, request: Request) -> Response:
        """筛选条件可以取的值。"""
        return Response({"kinds": _coded(DocumentKind.choices), "validity": _coded(Validity.choices)})


def _coded(choices: Any) -> list[dict[str, str]]:
    return [{"code": str(code), "name": str(name)} for code, name in choices]
