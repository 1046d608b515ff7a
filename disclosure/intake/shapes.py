"""What is handed in, and what a system is told about it."""

from typing import Any

from rest_framework import serializers

from disclosure.documents.codes import (
    Attribute,
    Origin,
    PublicClause,
    PublishRule,
    ReleaseReason,
    SourceKind,
    WithholdingBasis,
)
from disclosure.documents.fields import BODY_LENGTH, FIELDS, TITLE_LENGTH
from disclosure.documents.models import Attachment
from disclosure.documents.states import State
from disclosure.documents.topics import SUBTOPIC_CHOICES, TOPIC_CHOICES
from disclosure.intake.models import EXTERNAL_ID_LENGTH, Intake

REQUIRED = ("title", "body", "kind")
_CHOICES: dict[str, Any] = {
    "attribute": Attribute.choices,
    "release_reason": ReleaseReason.choices,
    "withholding_basis": WithholdingBasis.choices,
    "topic": TOPIC_CHOICES,
    "subtopic": SUBTOPIC_CHOICES,
    "origin": Origin.choices,
    "source_kind": SourceKind.choices,
    "public_clause": PublicClause.choices,
    "publish_rule": PublishRule.choices,
}
_FLAGS = ("is_secret_matter", "is_normative", "is_sensitive")
_DAYS = ("printed_on", "effective_on", "expires_on")
_WORDS = {
    "kind": "公文种类，例如“通知”",
    "body": "正文，一段一行",
    "column": "本机关栏目的代码",
    "issuer": "发文机关，不写就是本机关",
    "audiences": "适用对象，用顿号隔开，例如“企业、农民”",
    "attribute": "拟定的公开属性，签发人最后确定",
    "attribute_reason": "属性说明，不主动公开的要写",
}
_LENGTHS = {"title": TITLE_LENGTH, "body": BODY_LENGTH}


def _field(name: str) -> serializers.Field[Any, Any, Any, Any]:
    options: dict[str, Any] = {"required": name in REQUIRED, "help_text": _WORDS.get(name, FIELDS[name].label)}
    if name in _CHOICES:
        return serializers.ChoiceField(choices=_CHOICES[name], **options)
    if name in _FLAGS:
        return serializers.BooleanField(**options)
    if name in _DAYS:
        return serializers.DateField(**options)
    return serializers.CharField(max_length=_LENGTHS.get(name), **options)


class HandedIn(serializers.Serializer[Any]):
    """The fields a drafter may write. What is not among them is refused, never ignored."""

    external_id = serializers.CharField(
        required=False, max_length=EXTERNAL_ID_LENGTH, help_text="来文系统里的编号，以后可以用它查办理情况"
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """One field for each row of the table of what a drafter writes."""
        return {name: _field(name) for name in FIELDS} | super().get_fields()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = [name for name in self.initial_data if name not in self.fields]
        if unknown:
            raise serializers.ValidationError({str(name)[:60]: "没有这一项，请看接口说明" for name in unknown})
        return attrs


class FileSent(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="附件；文件名就是公开后的名字", max_length=200)
    attribute = serializers.ChoiceField(
        choices=Attribute.choices, default=Attribute.ACTIVE.value, help_text="附件的公开属性"
    )


class FileTaken(serializers.Serializer[Attachment]):
    """收下的附件。"""

    id = serializers.IntegerField()
    name = serializers.CharField(source="file.name", help_text="文件名")
    content_type = serializers.CharField(source="file.type.content_type", help_text="类型，由内容认定")
    size = serializers.IntegerField(source="file.size", help_text="大小（字节）")
    sha256 = serializers.CharField(source="file.sha256", help_text="散列")
    pages = serializers.IntegerField(source="file.pages", allow_null=True, help_text="页数，没有页的是 null")
    attribute = serializers.ChoiceField(choices=Attribute.choices, help_text="公开属性")


class Receipt(serializers.Serializer[Intake]):
    """交稿的回执。"""

    id = serializers.IntegerField(source="document_id", help_text="公文编号，以后用它查办理情况、补附件")
    external_id = serializers.CharField()
    title = serializers.CharField(source="document.title")
    state = serializers.ChoiceField(source="document.state", choices=State.choices)
    received_at = serializers.DateTimeField(source="at")


class ReturnedShape(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    reason = serializers.CharField(source="get_reason_display")
    note = serializers.CharField()


class Progress(Receipt):
    state_name = serializers.CharField(source="document.get_state_display", help_text="办到哪一步")
    doc_number = serializers.CharField(source="document.doc_number")
    published_at = serializers.DateTimeField(source="document.published_at", allow_null=True)
    url = serializers.SerializerMethodField(help_text="公开后的网页地址，没有公开时是 null")
    returned = serializers.SerializerMethodField(help_text="最近一次退文")
    attachments = FileTaken(source="document.attachments", many=True)

    def get_url(self, intake: Intake) -> str | None:
        document = intake.document
        return self.context["request"].build_absolute_uri(document.get_absolute_url()) if document.is_public else None

    def get_returned(self, intake: Intake) -> Any:
        newest = next(iter(intake.document.returns.all()), None)
        return ReturnedShape(newest).data if newest else None
