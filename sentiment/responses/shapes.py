"""What a concern and its answers look like as data; nothing the pages do not show."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from disclosure.documents.api.shapes import Coded
from portal.interface.errors import ErrorSerializer
from sentiment.responses import selectors
from sentiment.responses.models import Response
from sentiment.responses.selectors import Kept
from sentiment.tickets.models import Ticket


class ConcernSummary(serializers.ModelSerializer[Ticket]):
    """Its title is that of the first answer: the ticket's own is for the house."""

    title = serializers.CharField(source="headline")
    organ = Coded(help_text="第一责任主体")
    domain = serializers.SerializerMethodField(help_text="领域，不属于26个领域的是 null")
    first_at = serializers.DateTimeField(help_text="首次回应的时刻")
    published_at = serializers.DateTimeField(help_text="最新回应的时刻")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = Ticket
        fields: ClassVar[list[str]] = ["id", "title", "organ", "domain", "first_at", "published_at", "url"]
        read_only_fields = fields

    @extend_schema_field(Coded(allow_null=True))
    def get_domain(self, ticket: Ticket) -> dict[str, str] | None:
        return {"code": ticket.domain, "name": ticket.get_domain_display()} if ticket.domain else None

    def get_url(self, ticket: Ticket) -> str:
        return str(self.context["request"].build_absolute_uri(f"/concerns/{ticket.pk}/"))


class AnswerPart(serializers.Serializer[Any]):
    heading = serializers.CharField(help_text="群众关切、回应内容、问题成因、处置结果等")
    text = serializers.CharField()


class AnswerShape(serializers.ModelSerializer[Response]):
    parts = serializers.SerializerMethodField(help_text="网页上的全部内容")

    class Meta:
        model = Response
        fields: ClassVar[list[str]] = ["id", "kind", "form", "title", "published_at", "held_at", "parts"]
        read_only_fields = fields

    @extend_schema_field(AnswerPart(many=True))
    def get_parts(self, response: Response) -> list[dict[str, str]]:
        return [{"heading": heading, "text": text} for heading, text in selectors.public_parts(response)]


class AnswerTombstone(serializers.ModelSerializer[Response]):
    """撤回的回应只留下这些。"""

    class Meta:
        model = Response
        fields: ClassVar[list[str]] = ["id", "withdrawn_at", "withdrawn_reason"]
        read_only_fields = fields


class KeptShape(serializers.Serializer[Kept]):
    title = serializers.CharField(help_text="哪一项时限")
    limit = serializers.CharField(source="length", help_text="规定的时间")
    minutes = serializers.IntegerField(help_text="实际用了几分钟")
    in_time = serializers.BooleanField(help_text="是不是按时")


class ConcernWhole(ConcernSummary):
    answers = serializers.SerializerMethodField(help_text="公开的回应，早的在前")
    withdrawn = serializers.SerializerMethodField(help_text="撤回的回应")
    times = serializers.SerializerMethodField(help_text="已经履行的时限")

    class Meta(ConcernSummary.Meta):
        fields: ClassVar[list[str]] = [*ConcernSummary.Meta.fields, "answers", "withdrawn", "times"]
        read_only_fields = fields

    @extend_schema_field(AnswerShape(many=True))
    def get_answers(self, _ticket: Ticket) -> Any:
        return AnswerShape([row for row in self.context["answers"] if row.is_public], many=True).data

    @extend_schema_field(AnswerTombstone(many=True))
    def get_withdrawn(self, _ticket: Ticket) -> Any:
        return AnswerTombstone([row for row in self.context["answers"] if not row.is_public], many=True).data

    @extend_schema_field(KeptShape(many=True))
    def get_times(self, ticket: Ticket) -> Any:
        kept: Any = selectors.times_kept(ticket)
        return KeptShape(kept, many=True).data


class ConcernGone(ErrorSerializer):
    """No answer is public any more."""

    withdrawn = AnswerTombstone(many=True)
