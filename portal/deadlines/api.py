"""``/api/v1/deadlines/`` and ``/api/v1/calendar/``: the calculator, its list of limits and the working days as JSON."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle

from portal import clock
from portal.deadlines import selectors
from portal.deadlines.forms import DAYS_AT_MOST, CalculationForm, days_asked
from portal.deadlines.representation import as_json
from portal.deadlines.workdays import DAY
from portal.interface.views import PublicView


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


class Calculate(PublicView):
    throttle_classes = [CalculatorThrottle]

    @extend_schema(
        operation_id="calculate",
        summary="算一个期限",
        tags=["期限"],
        parameters=[
            OpenApiParameter("rule", str, required=True, description="期限代码，见 /api/v1/deadlines/rules/"),
            OpenApiParameter("from", str, required=True, description="起算的日子；按小时的写到分钟"),
            OpenApiParameter("pause", str, many=True, description="暂停，起日:止日"),
            OpenApiParameter("restart", OpenApiTypes.DATE, description="重新计算的日子"),
            OpenApiParameter("extend", int, description="延期"),
        ],
        responses={200: CalculationSerializer},
    )
    def get(self, request: Request) -> Response:
        """截止日，和每一天的理由。"""
        form = CalculationForm(request.query_params)
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(one) for one in messages] for name, messages in form.errors.items()}
            )
        return Response(as_json(form.answer, notes=form.notes, start=form.shown("from")))


class Rules(PublicView):
    throttle_classes = [CalculatorThrottle]

    @extend_schema(operation_id="rules", summary="全部期限", responses={200: RuleSerializer(many=True)}, tags=["期限"])
    def get(self, request: Request) -> Response:
        """法律、法规和本市规定的期限，各有多长，依据哪一条。"""
        return Response(RuleSerializer(selectors.rules_today(clock.today()), many=True).data)


class CalendarDaySerializer(serializers.Serializer[object]):
    date = serializers.DateField()
    is_workday = serializers.BooleanField(help_text="是不是工作日")
    name = serializers.CharField(help_text="工作日、调休上班、周六、国庆节等")
    provisional = serializers.BooleanField(help_text="这一年的放假安排还没有公布，暂按法定节日推算")


class Calendar(PublicView):
    throttle_classes = [CalculatorThrottle]

    @extend_schema(
        operation_id="calendar",
        summary="工作日历",
        tags=["期限"],
        parameters=[
            OpenApiParameter("from", OpenApiTypes.DATE, description="从哪天起；不写就是今天"),
            OpenApiParameter("to", OpenApiTypes.DATE, description=f"到哪天止，含这一天；最多{DAYS_AT_MOST}天"),
        ],
        responses={200: CalendarDaySerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        """每一天上不上班，按国务院办公厅的放假通知，含调休。不写止日，给一个月。"""
        first, last = days_asked(request.query_params, today=clock.today())
        calendar = selectors.calendar()
        days = [first + DAY * place for place in range((last - first).days + 1)]
        return Response(
            [
                {
                    "date": day,
                    "is_workday": calendar.is_workday(day),
                    "name": calendar.day_label(day),
                    "provisional": calendar.is_provisional(day),
                }
                for day in days
            ]
        )
