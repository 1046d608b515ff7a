"""Read-only interface to public documents."""

from typing import ClassVar

import django_filters
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import generics, serializers
from rest_framework.filters import OrderingFilter
from rest_framework.pagination import PageNumberPagination

from disclosure.documents import selectors
from disclosure.documents.codes import DocumentKind, Validity
from disclosure.documents.models import Document
from disclosure.documents.typesetting import plain_text


class DocumentFilter(django_filters.FilterSet):
    """``formed_on_after`` and ``formed_on_before`` bound the document's own date, both days included."""

    organ = django_filters.CharFilter(field_name="organ__code", label="机关代码")
    column = django_filters.CharFilter(field_name="column__code", label="栏目代码")
    kind = django_filters.ChoiceFilter(choices=DocumentKind.choices, label="公文种类")
    validity = django_filters.ChoiceFilter(choices=Validity.choices, label="有效性")
    topic = django_filters.CharFilter(label="主题分类代码")
    year = django_filters.NumberFilter(field_name="formed_on__year", label="成文年份")
    doc_number = django_filters.CharFilter(label="发文字号")
    formed_on = django_filters.DateFromToRangeFilter(label="成文日期")

    class Meta:
        model = Document
        fields: ClassVar[list[str]] = [
            "organ",
            "column",
            "kind",
            "validity",
            "topic",
            "year",
            "doc_number",
            "formed_on",
        ]


class DocumentPagination(PageNumberPagination):
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class DocumentSummary(serializers.ModelSerializer[Document]):
    column = serializers.CharField(source="column.name", default="")
    organ = serializers.CharField(source="issuer")
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Document
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "doc_number",
            "index_number",
            "organ",
            "kind",
            "column",
            "formed_on",
            "published_at",
            "validity",
            "summary",
            "url",
        ]


class DocumentText(DocumentSummary):
    body = serializers.SerializerMethodField()

    class Meta(DocumentSummary.Meta):
        fields: ClassVar[list[str]] = [*DocumentSummary.Meta.fields, "effective_on", "expires_on", "topic", "body"]

    def get_body(self, document: Document) -> str:
        """The text as read, line by line."""
        return plain_text(document.body)


class DocumentList(generics.ListAPIView[Document]):
    """公开文件列表：按机关、栏目、种类、年份、有效性筛选，新的在前。"""

    serializer_class = DocumentSummary
    pagination_class = DocumentPagination
    filterset_class = DocumentFilter
    filter_backends = (DjangoFilterBackend, OrderingFilter)
    ordering_fields = ("published_at", "formed_on")

    def get_queryset(self) -> QuerySet[Document]:
        return selectors.cards(Document.objects.public())


class DocumentDetail(generics.RetrieveAPIView[Document]):
    """一份公开文件，带正文。"""

    serializer_class = DocumentText

    def get_queryset(self) -> QuerySet[Document]:
        return Document.objects.public().select_related("column")
