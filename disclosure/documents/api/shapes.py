"""What a document looks like in an answer."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from disclosure.documents.models import Document
from disclosure.documents.selectors import DocumentPage, Line, PublicFile
from disclosure.documents.topics import TOPIC_NAMES
from disclosure.documents.typesetting import plain_text
from portal.interface.errors import ErrorSerializer


class Coded(serializers.Serializer[Any]):
    """A row of a code list."""

    code = serializers.CharField()
    name = serializers.CharField()


class Summary(serializers.ModelSerializer[Document]):
    organ = Coded(help_text="公开责任单位")
    column = Coded(allow_null=True, help_text="栏目")
    topic = serializers.SerializerMethodField(help_text="主题分类")
    year = serializers.IntegerField(allow_null=True, help_text="成文年份")
    url = serializers.SerializerMethodField(help_text="网页地址")

    class Meta:
        model = Document
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "doc_number",
            "index_number",
            "organ",
            "issuer",
            "kind",
            "column",
            "topic",
            "year",
            "formed_on",
            "published_at",
            "updated_at",
            "effective_on",
            "expires_on",
            "validity",
            "is_normative",
            "summary",
            "url",
        ]
        read_only_fields = fields

    @extend_schema_field(Coded(allow_null=True))
    def get_topic(self, document: Document) -> dict[str, str] | None:
        code = document.subtopic or document.topic
        return {"code": code, "name": TOPIC_NAMES[code]} if code else None

    def get_url(self, document: Document) -> str:
        return str(self.context["request"].build_absolute_uri(document.get_absolute_url()))


class File(serializers.Serializer[PublicFile]):
    name = serializers.CharField(help_text="文件名")
    content_type = serializers.CharField(help_text="类型")
    size = serializers.IntegerField(help_text="大小（字节）")
    sha256 = serializers.CharField(help_text="散列")
    url = serializers.SerializerMethodField(help_text="下载地址")

    def get_url(self, file: PublicFile) -> str:
        return str(self.context["request"].build_absolute_uri(file.address))


class Relation(serializers.Serializer[Line]):
    words = serializers.CharField(help_text="关系，例如“被废止”")
    title = serializers.CharField()
    url = serializers.SerializerMethodField()
    day = serializers.DateField(allow_null=True)
    note = serializers.CharField()

    def get_url(self, line: Line) -> str:
        return str(self.context["request"].build_absolute_uri(line.href))


class Whole(Summary):
    body = serializers.SerializerMethodField(help_text="正文，一段一行")
    body_html = serializers.CharField(help_text="正文，排版后的HTML")

    class Meta(Summary.Meta):
        fields: ClassVar[list[str]] = [*Summary.Meta.fields, "keywords", "contact", "body", "body_html"]
        read_only_fields = fields

    def get_body(self, document: Document) -> str:
        return plain_text(document.body)


class Tombstone(serializers.Serializer[Document]):
    """撤下的文件只留下这些；标题也要隐去的，标题是空的。"""

    id = serializers.IntegerField()
    withdrawn_at = serializers.DateTimeField(source="taken_down_at", help_text="撤下时间")
    reason = serializers.CharField(source="taken_down_reason", help_text="撤下原因")
    title = serializers.CharField(source="public_title")
    successor = serializers.SerializerMethodField(help_text="替代它的文件的编号")

    def get_successor(self, document: Document) -> int | None:
        return document.successor_id if document.successor and document.successor.is_public else None


class WholeWithFiles(serializers.Serializer[DocumentPage]):
    """The document, its public files and what other documents did to it."""

    document = Whole()
    attachments = File(many=True)
    relations = Relation(many=True, source="lines")


class Change(serializers.Serializer[Document]):
    """一份文件现在的样子：公开着，或者已经撤下。"""

    id = serializers.IntegerField()
    change = serializers.SerializerMethodField(help_text="public：公开或者有更新；withdrawn：已撤下，请删除")
    updated_at = serializers.DateTimeField()
    document = serializers.SerializerMethodField()
    withdrawn = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=["public", "withdrawn"]))
    def get_change(self, document: Document) -> str:
        return "public" if document.is_public else "withdrawn"

    @extend_schema_field(Summary(allow_null=True))
    def get_document(self, document: Document) -> Any:
        return Summary(document, context=self.context).data if document.is_public else None

    @extend_schema_field(Tombstone(allow_null=True))
    def get_withdrawn(self, document: Document) -> Any:
        return None if document.is_public else Tombstone(document).data


class Gone(ErrorSerializer):
    """The document was taken down."""

    withdrawn = Tombstone()
