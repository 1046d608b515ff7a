"""What an explanation looks like as data; nothing the pages do not show."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from disclosure.documents.api.shapes import Coded
from interpretation.materials.models import Material, MaterialFile
from portal.interface.errors import ErrorSerializer


class _Linked(serializers.Serializer[Any]):
    """With the address of its page."""

    url = serializers.SerializerMethodField(help_text="网址")

    def get_url(self, row: Any) -> str:
        return self.absolute(row.get_absolute_url())

    def absolute(self, path: str) -> str:
        return str(self.context["request"].build_absolute_uri(path))


class ExplainedDocument(_Linked):
    id = serializers.IntegerField()
    title = serializers.CharField()
    doc_number = serializers.CharField()


class InterpretationSummary(_Linked, serializers.ModelSerializer[Material]):
    organ = Coded(help_text="解读单位")
    form = serializers.SerializerMethodField(help_text="形式")
    way = serializers.SerializerMethodField(help_text="方式")
    theme = serializers.SerializerMethodField(help_text="主题，没有的是 null")
    stage = serializers.SerializerMethodField(help_text="时机：公布前吹风、与文件同步、执行中跟进")
    document = serializers.SerializerMethodField(help_text="解读的文件；公布前吹风、文件还没有公布的是 null")

    class Meta:
        model = Material
        fields: ClassVar[list[str]] = [
            "id",
            "title",
            "lead",
            "organ",
            "form",
            "way",
            "theme",
            "stage",
            "is_by_head",
            "published_at",
            "document",
            "url",
        ]
        read_only_fields = fields

    @extend_schema_field(Coded)
    def get_form(self, material: Material) -> dict[str, str]:
        return {"code": material.form, "name": material.get_form_display()}

    @extend_schema_field(Coded)
    def get_way(self, material: Material) -> dict[str, str]:
        return {"code": material.way, "name": material.get_way_display()}

    @extend_schema_field(Coded(allow_null=True))
    def get_theme(self, material: Material) -> dict[str, str] | None:
        return {"code": material.theme, "name": material.get_theme_display()} if material.theme else None

    @extend_schema_field(Coded)
    def get_stage(self, material: Material) -> dict[str, str]:
        return {"code": material.stage, "name": material.get_stage_display()}

    @extend_schema_field(ExplainedDocument(allow_null=True))
    def get_document(self, material: Material) -> Any:
        if not material.document.is_public:
            return None
        return ExplainedDocument(material.document, context=self.context).data


class InterpretationElement(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField(help_text="要素，例如“制定背景”")
    text = serializers.CharField()


class InterpretationFile(_Linked):
    content_type = serializers.CharField(source="file.type.content_type", help_text="类型")
    alternative = serializers.CharField(help_text="图片的替代文字")
    captions_url = serializers.SerializerMethodField(help_text="视频字幕的网址，没有的是 null")

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_captions_url(self, row: MaterialFile) -> str | None:
        return self.absolute(row.captions_address) if row.captions_id else None


class InterpretationWhole(InterpretationSummary):
    elements = serializers.SerializerMethodField(help_text="写了的要素")
    files = InterpretationFile(many=True, help_text="图片、音频、视频")

    class Meta(InterpretationSummary.Meta):
        fields: ClassVar[list[str]] = [
            *InterpretationSummary.Meta.fields,
            "channel",
            "first_interpreter",
            "elements",
            "media_url",
            "alternative",
            "files",
        ]
        read_only_fields = fields

    @extend_schema_field(InterpretationElement(many=True))
    def get_elements(self, material: Material) -> list[dict[str, str]]:
        return [{"code": row.code, "name": row.label, "text": text} for row, text in material.written()]


class InterpretationTombstone(serializers.ModelSerializer[Material]):
    """撤下的解读只留下这些。"""

    withdrawn_at = serializers.DateTimeField(source="taken_down_at", help_text="撤下时间")
    reason = serializers.CharField(source="taken_down_reason", help_text="撤下原因")

    class Meta:
        model = Material
        fields: ClassVar[list[str]] = ["id", "withdrawn_at", "reason"]
        read_only_fields = fields


class InterpretationGone(ErrorSerializer):
    """The explanation was taken down."""

    withdrawn = InterpretationTombstone()
