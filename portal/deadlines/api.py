"""``/api/v1/deadlines/``: the calculator and its list of limits as JSON."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from portal import clock
from portal.deadlines import selectors
from portal.deadlines.forms import CalculationForm
from portal.deadlines.representation import as_json


class CalculatorThrottle(AnonRateThrottle):
    """Counting is cheap; the limit only keeps one caller from crowding out the others."""

    scope = "deadlines"
    rate = "120/min"


class DaySerializer(serializers.Serializer[object]):
    date = serializers.DateField()
    label = serializers.CharField(  # type: ignore[assignment]  # the agreed name of the column
        help_text="这一天为什么算、为什么不算"
    )
    counted = serializers.BooleanField()
    number = serializers.IntegerField(allow_null=True, help_text="第几天")


class CalculationSerializer(serializers.Serializer[object]):
    rule = serializers.CharField()
    title = serializers.CharField()
    article = serializers.CharField(help_text="依据")
    length = serializers.CharField()
    start = serializers.DateField(help_text="起算日，当日不计")
    due = serializers.DateField(help_text="截止日，到当日24时")
    due_at = serializers.DateTimeField(allow_null=True, help_text="按小时计算的期限才有")
    provisional = serializers.BooleanField(help_text="跨入放假安排尚未公布的年份")
    stopped = serializers.IntegerField()
    extended_by = serializers.IntegerField()
    notes = serializers.ListField(child=serializers.CharField())
    days = DaySerializer(many=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """``from`` is a keyword of the language and cannot be an attribute."""
        return {**super().get_fields(), "from": serializers.CharField()}


class RuleSerializer(serializers.Serializer[object]):
    code = serializers.CharField()
    title = serializers.CharField()
    length = serializers.CharField()
    article = serializers.CharField()
    configurable = serializers.BooleanField(help_text="本市可以另定")


_ERRORS = inline_serializer(
    "CalculationErrors", {"rule": serializers.ListField(child=serializers.CharField(), required=False)}
)


class Calculate(APIView):
    """算一个期限：截止日，和每一天的理由。"""

    throttle_classes = [CalculatorThrottle]

    @extend_schema(
        parameters=[
            OpenApiParameter("rule", str, required=True, description="期限代码，见 /api/v1/deadlines/rules/"),
            OpenApiParameter("from", str, required=True, description="起算的日子；按小时的写到分钟"),
            OpenApiParameter("pause", str, many=True, description="暂停，起日:止日"),
            OpenApiParameter("restart", OpenApiTypes.DATE, description="重新计算的日子"),
            OpenApiParameter("extend", int, description="延期"),
        ],
        responses={200: CalculationSerializer, 400: _ERRORS},
    )
    def get(self, request: Request) -> Response:
        form = CalculationForm(request.query_params)
        if not form.is_valid():
            return Response({name: list(messages) for name, messages in form.errors.items()}, status=400)
        return Response(as_json(form.answer, notes=form.notes, start=form.shown("from")))


class Rules(APIView):
    """全部期限。"""

    throttle_classes = [CalculatorThrottle]

    @extend_schema(responses={200: RuleSerializer(many=True)})
    def get(self, request: Request) -> Response:
        return Response(RuleSerializer(selectors.rules_today(clock.today()), many=True).data)
