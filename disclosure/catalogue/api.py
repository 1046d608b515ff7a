"""``/api/v1/columns/`` and ``/api/v1/organs/``: who is bound to publish, and where it stands."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosure.catalogue.models import Column
from disclosure.catalogue.states import ColumnType
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.interface.paging import KeysetPagination, Order
from portal.interface.views import PublicView

CODE_LENGTH = 80


class CodeOf(serializers.SlugRelatedField[Any]):
    """The row by its code, which stays the same."""

    def __init__(self, **options: Any) -> None:
        super().__init__(slug_field="code", read_only=True, allow_null=True, **options)


class OrganShape(serializers.ModelSerializer[Organ]):
    kind = serializers.SerializerMethodField(help_text="类别")
    parent = CodeOf(help_text="上级机关的代码")  # type: ignore[assignment]  # the name of the row's own field
    successor = CodeOf(help_text="职责承接机关的代码")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = Organ
        fields: ClassVar[list[str]] = [
            "code",
            "name",
            "short_name",
            "kind",
            "parent",
            "uscc",
            "number_code",
            "address",
            "postcode",
            "phone",
            "hours",
            "duties",
            "active_from",
            "active_to",
            "successor",
            "url",
        ]
        read_only_fields = fields

    def get_kind(self, organ: Organ) -> str:
        return OrganKind(organ.kind).label

    def get_url(self, organ: Organ) -> str:
        return str(self.context["request"].build_absolute_uri(f"/organs/{organ.code}/"))


class ColumnShape(serializers.ModelSerializer[Column]):
    organ = CodeOf(help_text="责任单位的代码")
    parent = CodeOf(help_text="上级栏目的代码")  # type: ignore[assignment]  # as above
    kind = serializers.SerializerMethodField(help_text="栏目类别")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = Column
        fields: ClassVar[list[str]] = [
            "code",
            "name",
            "organ",
            "parent",
            "kind",
            "basis",
            "description",
            "keywords",
            "url",
        ]
        read_only_fields = fields

    def get_kind(self, column: Column) -> str:
        return ColumnType(column.kind).label

    def get_url(self, column: Column) -> str:
        return str(self.context["request"].build_absolute_uri(f"/columns/{column.code}/"))


class OrganFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(
        choices=[choice for choice in OrganKind.choices if choice[0] != OrganKind.OUTSIDE], label="类别"
    )
    active = django_filters.BooleanFilter(method="existing", label="只要现在还在的，true 或 false")

    class Meta:
        model = Organ
        fields: ClassVar[list[str]] = []

    def existing(self, rows: Any, _name: str, wanted: bool) -> Any:
        today = clock.today()
        return rows.active(today) if wanted else rows.exclude(pk__in=Organ.objects.active(today).values("pk"))


class ColumnFilter(django_filters.FilterSet):
    organ = django_filters.CharFilter(field_name="organ__code", max_length=CODE_LENGTH, label="责任单位的代码")
    parent = django_filters.CharFilter(field_name="parent__code", max_length=CODE_LENGTH, label="上级栏目的代码")
    kind = django_filters.ChoiceFilter(choices=ColumnType.choices, label="栏目类别")

    class Meta:
        model = Column
        fields: ClassVar[list[str]] = []


class _ByPlace(PublicView, generics.GenericAPIView[Any]):
    """Rows as the pages list them."""

    pagination_class = KeysetPagination
    filter_backends = (DjangoFilterBackend,)
    lookup_field = "code"

    def order(self) -> Order:
        return Order("position")


class Organs(_ByPlace, generics.ListAPIView[Any]):
    serializer_class = OrganShape
    filterset_class = OrganFilter

    @extend_schema(operation_id="organs", summary="机关", tags=["目录"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """负有公开义务的机关，包括已经撤销、由别的机关承接职责的。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Organ]:
        return Organ.objects.domestic().select_related("parent", "successor")


class OneOrgan(_ByPlace, generics.RetrieveAPIView[Any]):
    serializer_class = OrganShape

    @extend_schema(operation_id="organ", summary="一个机关", tags=["目录"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """职责、地址、电话、办公时间。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Organ]:
        return Organ.objects.domestic().select_related("parent", "successor")


class Columns(_ByPlace, generics.ListAPIView[Any]):
    serializer_class = ColumnShape
    filterset_class = ColumnFilter

    @extend_schema(operation_id="columns", summary="栏目", tags=["目录"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """正在使用的栏目，各由哪个机关负责、依据是什么。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Column]:
        return _columns()


class OneColumn(_ByPlace, generics.RetrieveAPIView[Any]):
    serializer_class = ColumnShape

    @extend_schema(operation_id="column", summary="一个栏目", tags=["目录"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """栏目的说明和责任单位。里面的文件用文件列表的column条件查。"""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Column]:
        return _columns()


def _columns() -> QuerySet[Column]:
    return Column.objects.filter(is_active=True).select_related("organ", "parent")
