"""``/api/v1/gazette/``: issues and what they print, as data; nothing the pages do not show."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.documents.api.filters import YearFilter
from disclosure.documents.api.shapes import Coded
from disclosure.documents.typesetting import plain_text
from disclosure.gazette.models import GazetteEntry, GazetteIssue
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView


class IssueSummary(serializers.ModelSerializer[GazetteIssue]):
    organ = Coded(help_text="主办单位")
    url = serializers.SerializerMethodField(help_text="网页地址")
    pdf = serializers.SerializerMethodField(help_text="整期PDF的地址")

    class Meta:
        model = GazetteIssue
        fields: ClassVar[list[str]] = [
            "id",
            "year",
            "number",
            "total_number",
            "dated",
            "is_historic",
            "organ",
            "published_at",
            "url",
            "pdf",
        ]
        read_only_fields = fields

    def get_url(self, issue: GazetteIssue) -> str:
        return str(self.context["request"].build_absolute_uri(issue.get_absolute_url()))

    def get_pdf(self, issue: GazetteIssue) -> str:
        return str(self.context["request"].build_absolute_uri(f"{issue.get_absolute_url()}gazette.pdf"))


class EntryShape(serializers.ModelSerializer[GazetteEntry]):
    section = serializers.CharField(source="get_section_display", help_text="栏目")
    text = serializers.SerializerMethodField(help_text="正文")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = GazetteEntry
        fields: ClassVar[list[str]] = [
            "position",
            "section",
            "title",
            "doc_number",
            "page_from",
            "page_to",
            "is_standard",
            "text",
            "url",
        ]
        read_only_fields = fields

    def get_text(self, entry: GazetteEntry) -> str:
        return plain_text(entry.text)

    def get_url(self, entry: GazetteEntry) -> str:
        return str(self.context["request"].build_absolute_uri(entry.get_absolute_url()))


class IssueWhole(IssueSummary):
    entries = serializers.SerializerMethodField(help_text="目录和正文")

    class Meta(IssueSummary.Meta):
        fields: ClassVar[list[str]] = [*IssueSummary.Meta.fields, "entries"]
        read_only_fields = fields

    @extend_schema_field(EntryShape(many=True))
    def get_entries(self, issue: GazetteIssue) -> Any:
        rows = GazetteEntry.objects.public().filter(issue=issue).select_related("issue").order_by("position")
        return EntryShape(rows, many=True, context=self.context).data


class IssueFilter(django_filters.FilterSet):
    year = YearFilter(field_name="year", label="年份")

    class Meta:
        model = GazetteIssue
        fields: ClassVar[list[str]] = []


class GazetteList(PublicView, generics.ListAPIView[GazetteIssue]):
    serializer_class = IssueSummary
    pagination_class = KeysetPagination
    filterset_class = IssueFilter
    filter_backends = (DjangoFilterBackend,)

    @extend_schema(operation_id="gazette_issues", summary="政府公报", tags=["政府公报"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """已经上网的各期政府公报，新上网的在前。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[GazetteIssue]:
        return GazetteIssue.objects.public().select_related("organ")

    def order(self) -> Order:
        return Order("published_at", descending=True)


class GazetteDetail(PublicView):
    @extend_schema(operation_id="gazette_issue", summary="一期政府公报", responses=IssueWhole, tags=["政府公报"])
    def get(self, request: Request, year: int, number: int) -> Response:
        """目录、页码和正文。从网站撤下的文件不在里面。"""
        rows = GazetteIssue.objects.public().select_related("organ")
        issue = rows.filter(year=year, number=number).first()
        if issue is None:
            raise Http404
        return Response(IssueWhole(issue, context={"request": request}).data)
