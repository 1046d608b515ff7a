"""By what a list of documents can be narrowed."""

from datetime import MINYEAR, UTC, datetime
from typing import Any, ClassVar

import django_filters
from django import forms
from drf_spectacular.utils import extend_schema_field

from disclosure.catalogue.models import Column
from disclosure.catalogue.selectors import columns_below
from disclosure.documents.codes import DocumentKind, Validity
from disclosure.documents.models import Document, DocumentQuerySet
from disclosure.documents.topics import SUBTOPIC_CHOICES, TOPIC_CHOICES
from portal import clock, doc_numbers

YEARS = (1949, 2199)
CODE_LENGTH = 80


class Year(forms.IntegerField):
    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=YEARS[0], max_value=YEARS[1], **options)


@extend_schema_field({"type": "integer", "minimum": YEARS[0], "maximum": YEARS[1], "description": "成文年份"})
class YearFilter(django_filters.Filter):
    field_class = Year


class DocumentFilter(django_filters.FilterSet):
    """Days are days of Asia/Shanghai, both ends included."""

    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="公开责任单位的代码")
    column = django_filters.CharFilter(method="in_column", max_length=CODE_LENGTH, label="栏目代码，含下级栏目")
    kind = django_filters.ChoiceFilter(choices=DocumentKind.choices, label="公文种类")
    validity = django_filters.ChoiceFilter(choices=Validity.choices, label="有效性")
    topic = django_filters.ChoiceFilter(choices=TOPIC_CHOICES, label="主题分类代码")
    subtopic = django_filters.ChoiceFilter(choices=SUBTOPIC_CHOICES, label="二级主题代码")
    is_normative = django_filters.BooleanFilter(label="是不是行政规范性文件，true 或 false")
    year = YearFilter(field_name="formed_on__year", label="成文年份")
    doc_number = django_filters.CharFilter(method="numbered", max_length=CODE_LENGTH, label="发文字号，括号写法不限")
    formed_on_after = django_filters.DateFilter(field_name="formed_on", lookup_expr="gte", label="成文日期从这天起")
    formed_on_before = django_filters.DateFilter(field_name="formed_on", lookup_expr="lte", label="成文日期到这天止")
    published_after = django_filters.DateFilter(method="published_since", label="发布日期从这天起")
    published_before = django_filters.DateFilter(method="published_until", label="发布日期到这天止")
    changed_since = django_filters.IsoDateTimeFilter(
        method="changed", label="这一时刻以后有变化的，例如2026-05-21T09:30:00+08:00"
    )

    class Meta:
        model = Document
        fields: ClassVar[list[str]] = []

    def in_column(self, rows: DocumentQuerySet, _name: str, code: str) -> DocumentQuerySet:
        column = Column.objects.filter(code=code, is_active=True).first()
        return rows.filter(column__in=columns_below(column)) if column else rows.none()

    def numbered(self, rows: DocumentQuerySet, _name: str, number: str) -> DocumentQuerySet:
        return rows.filter(doc_number=doc_numbers.normalise(number))

    def published_since(self, rows: DocumentQuerySet, _name: str, day: Any) -> DocumentQuerySet:
        return rows.filter(published_at__gte=clock.start_of_day(day))

    def published_until(self, rows: DocumentQuerySet, _name: str, day: Any) -> DocumentQuerySet:
        return rows.filter(published_at__lt=clock.end_of_day(day))

    def changed(self, rows: DocumentQuerySet, _name: str, moment: datetime) -> DocumentQuerySet:
        """In UTC: PostgreSQL refuses offsets of sixteen hours and more, which are well-formed all the same."""
        try:
            return rows.filter(updated_at__gte=moment.astimezone(UTC))
        except OverflowError:  # an offset over the edge of the years there are
            return rows if moment.year == MINYEAR else rows.none()
