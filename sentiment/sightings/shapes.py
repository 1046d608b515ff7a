"""What a monitoring system sends, and what it is told."""

from typing import Any

from rest_framework import serializers

from portal.domains import Domain
from sentiment.sightings.codes import Outcome
from sentiment.sightings.models import EXTERNAL_ID_LENGTH, Sighting
from sentiment.sightings.services import ROWS_AT_MOST
from sentiment.tickets.codes import Campaign, Kind, Level, Livelihood, Source
from sentiment.tickets.states import TicketState


class SightingSent(serializers.Serializer[Any]):
    """One finding, for the description only: rows are read one by one, so that a wrong one stops no other."""

    external_id = serializers.CharField(max_length=EXTERNAL_ID_LENGTH, help_text="监测系统里的编号，同一个编号只收一次")
    title = serializers.CharField(max_length=120, help_text="标题，不写个人姓名、电话")
    facts = serializers.CharField(help_text="时间、地点、经过、网上反映，不写个人信息")
    known_at = serializers.DateTimeField(help_text="发现的时刻；回应的小时数从这一刻算起")
    happened_at = serializers.DateTimeField(required=False, help_text="事发的时刻")
    links = serializers.ListField(child=serializers.CharField(), required=False, help_text="原始链接，最多30个")
    source_note = serializers.CharField(required=False, max_length=100, help_text="哪家媒体、哪个账号")
    kind = serializers.ChoiceField(choices=Kind.choices, required=False, help_text="类别，不写就是群众切身利益")
    level = serializers.ChoiceField(choices=Level.choices, required=False, help_text="初判的级别，不写就是一般")
    domain = serializers.ChoiceField(choices=Domain.choices, required=False, help_text="领域，决定哪个部门负责")
    livelihood = serializers.ChoiceField(choices=Livelihood.choices, required=False, help_text="民生热点")
    campaign = serializers.ChoiceField(choices=Campaign.choices, required=False, help_text="专项")
    concerned = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="涉事单位的机关代码；几个单位的，第一个牵头"
    )
    policy = serializers.CharField(required=False, max_length=200, help_text="引起舆情的文件的网址或者发文字号")
    is_city_policy = serializers.BooleanField(required=False, help_text="涉及市政府重大政策、重大决策")
    is_widespread = serializers.BooleanField(required=False, help_text="涉及多地")
    superior = serializers.CharField(required=False, max_length=60, help_text="垂直管理的上级部门")

    def get_fields(self) -> "dict[str, serializers.Field[Any, Any, Any, Any]]":
        """``source`` is an attribute of every serializer and cannot be declared as a field."""
        words = "来源，不写就是舆情监测系统"
        source = serializers.ChoiceField(choices=Source.choices, required=False, help_text=words)
        return {**super().get_fields(), "source": source}


class SightingsSent(serializers.Serializer[Any]):
    items = SightingSent(many=True, help_text=f"一次1到{ROWS_AT_MOST}条")


class SightingLines(serializers.Serializer[Any]):
    """What is read of a request: a list, whatever its rows are."""

    items = serializers.ListField(child=serializers.JSONField(allow_null=True), min_length=1, max_length=ROWS_AT_MOST)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if unknown := [name for name in self.initial_data if name not in self.fields]:
            raise serializers.ValidationError({str(name)[:60]: "没有这一项，请看接口说明" for name in unknown})
        return attrs


class SightingTaken(serializers.Serializer[Any]):
    """一条监测结果的办理。"""

    external_id = serializers.CharField(allow_blank=True)
    outcome = serializers.ChoiceField(choices=Outcome.choices, help_text="新登记、并入、以前交过、没有收下")
    number = serializers.CharField(help_text="舆情编号，没有收下的是空的", allow_blank=True)
    message = serializers.CharField(help_text="没有收下的原因", allow_blank=True)

    def get_fields(self) -> "dict[str, serializers.Field[Any, Any, Any, Any]]":
        """``fields`` is an attribute of every serializer and cannot be declared as a field."""
        words = serializers.ListField(child=serializers.CharField())
        return {**super().get_fields(), "fields": serializers.DictField(child=words, help_text="每一项各错在哪里")}


class SightingReceipt(serializers.Serializer[Any]):
    received_at = serializers.DateTimeField(source="at")
    items = SightingTaken(source="answer", many=True)


class SightingProgress(serializers.Serializer[Sighting]):
    """How far the ticket of a finding has come."""

    external_id = serializers.CharField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    received_at = serializers.DateTimeField(source="at")
    number = serializers.CharField(source="ticket.number", help_text="舆情编号")
    state = serializers.ChoiceField(source="ticket.state", choices=TicketState.choices)
    state_name = serializers.CharField(source="ticket.get_state_display", help_text="办到哪一步")
    organ = serializers.CharField(source="ticket.organ.name", help_text="第一责任主体")
    responded_at = serializers.DateTimeField(source="ticket.responded_at", allow_null=True, help_text="首次回应")
