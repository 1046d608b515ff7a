"""拟稿: the drafting form in the order a 发文呈批单 is filled in."""

from typing import Any, ClassVar

from django import forms

from disclosure.catalogue.controls import Audiences
from disclosure.catalogue.models import Column
from disclosure.documents.codes import (
    Attribute,
    DocumentKind,
    Origin,
    PublicClause,
    PublishRule,
    ReleaseReason,
    SourceKind,
    WithholdingBasis,
)
from disclosure.documents.forms.controls import DocumentReference, find, label
from disclosure.documents.states import DRAFTERS
from disclosure.documents.topics import SUBTOPIC_CHOICES, TOPIC_CHOICES
from portal import clock
from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Text, YesNo, choices, offer

TEXT = ("kind", "title", "issuer", "body", "summary", "keywords", "contact")
OPENNESS = (
    "attribute",
    "attribute_reason",
    "release_reason",
    "withholding_basis",
    "is_secret_matter",
    "is_sensitive",
)
FILING = ("column", "topic", "subtopic", "audiences", "is_normative", "public_clause", "publish_rule")
DATES = ("doc_number", "printed_on", "effective_on", "expires_on")
SOURCE = ("origin", "source_kind", "source_name", "source_url")


class DraftFields(ActForm):
    """What a drafter writes. Nothing here is a state, a publication time or a number of the system."""

    fieldsets = (
        ("标题和正文", TEXT),
        ("公开属性和保密", OPENNESS),
        ("栏目和分类", FILING),
        ("文号和日期", DATES),
        ("来源", SOURCE),
    )

    later = ("attribute", "is_secret_matter", "column")

    kind = forms.ChoiceField(label=label("kind"), choices=choices(DocumentKind.choices))
    title = Text(label=label("title"), rows=2)
    issuer = Text(label=label("issuer"), required=False, help_text="不填就是公开责任单位的全称")
    body = Text(label=label("body"), rows=20, tall=True, help_text="一段一行。字体、字号由系统统一，不用自己排版")
    summary = Text(label=label("summary"), required=False, rows=3, help_text="不填就取正文开头")
    keywords = Text(label=label("keywords"), required=False, help_text="几个词之间用空格分开")
    contact = Text(label=label("contact"), required=False)

    attribute = forms.ChoiceField(
        label=label("attribute"),
        choices=Attribute.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="由拟稿人提出，签发人最后确定。没有标明的，送核对时会退回",
    )
    attribute_reason = Text(
        label=label("attribute_reason"), required=False, rows=3, help_text="依申请公开、不予公开的必须说明理由"
    )
    release_reason = forms.ChoiceField(
        label=label("release_reason"), choices=choices(ReleaseReason.choices), required=False
    )
    withholding_basis = forms.ChoiceField(
        label=label("withholding_basis"),
        choices=choices(WithholdingBasis.choices),
        required=False,
        help_text="依申请公开、不予公开的必须选定条款",
    )
    is_secret_matter = YesNo(label=label("is_secret_matter"), required=False, help_text="标有密级的文件不得存入本系统")
    is_sensitive = YesNo(
        label=label("is_sensitive"), required=False, help_text="选“是”的，终审后还要市政府办分管领导审批"
    )

    column = forms.ModelChoiceField(
        Column.objects.none(), label=label("column"), required=False, empty_label="请选择", help_text="只列本机关的栏目"
    )
    topic = forms.ChoiceField(label=label("topic"), choices=choices(TOPIC_CHOICES), required=False)
    subtopic = forms.ChoiceField(label=label("subtopic"), choices=choices(SUBTOPIC_CHOICES), required=False)
    audiences = Audiences()
    is_normative = YesNo(label=label("is_normative"), required=False)
    public_clause = forms.ChoiceField(
        label=label("public_clause"),
        choices=choices(PublicClause.choices),
        required=False,
        help_text="主动公开的规范性文件必须选：执行这份文件产生的名单、标准、资金、结果等，哪些要公开",
    )
    publish_rule = forms.ChoiceField(
        label=label("publish_rule"),
        choices=PublishRule.choices,
        help_text="一般是20个工作日；法律、法规另有规定的从其规定",
    )

    doc_number = Text(label=label("doc_number"), required=False, help_text="不填，签发时按本机关的顺序编号")
    printed_on = forms.DateField(label=label("printed_on"), required=False)
    effective_on = forms.DateField(label=label("effective_on"), required=False)
    expires_on = forms.DateField(label=label("expires_on"), required=False)

    origin = forms.ChoiceField(label=label("origin"), choices=Origin.choices, initial=Origin.MADE)
    source_kind = forms.ChoiceField(label=label("source_kind"), choices=SourceKind.choices, initial=SourceKind.LAWFUL)
    source_name = Text(label=label("source_name"), required=False, help_text="转载的必须写明")
    source_url = Text(label=label("source_url"), required=False, help_text="转载的必须附上")

    def values(self) -> dict[str, Any]:
        """The fields as the services take them."""
        values = {name: self.cleaned_data[name] for _, names in DraftFields.fieldsets for name in names}
        for name in ("is_sensitive", "is_normative"):
            values[name] = bool(values[name])
        return values

    def offer_columns(self, organ_ids: Any) -> None:
        """Only columns in use that these organs own."""
        offer(self.fields["column"], Column.objects.filter(organ__in=organ_ids, is_active=True).select_related("organ"))


class CreateDraft(DraftFields):
    """A new document. Drafting for another organ (代拟) follows from which organ is chosen."""

    fieldsets: ClassVar[Any] = (("由谁公开", ("organ", "forwards")), *DraftFields.fieldsets)

    organ = forms.ModelChoiceField(
        Organ.objects.none(),
        label="公开责任单位",
        empty_label=None,
        help_text="谁制作、谁公开。替别的机关起草的选那个机关，稿子先由本单位主要负责人签批",
    )
    forwards = DocumentReference(
        label="转发的原文",
        required=False,
        help_text="转发类公文填原文的发文字号，公开属性按原文确定",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = clock.local(self.at).date()
        self.own = {organ for role in DRAFTERS for organ in self.actor.organ_ids(role)}
        organs = Organ.objects.active(on).domestic()
        offer(self.fields["organ"], organs)
        self.fields["organ"].initial = min(self.own, default=None)
        self.fields["publish_rule"].required = False
        self.fields["publish_rule"].choices = choices(PublishRule.choices)  # type: ignore[attr-defined]  # declared above
        self.fields["publish_rule"].help_text = "不选就按公文种类确定"
        self.offer_columns(organs if self.is_bound else self.own)

    def clean_forwards(self) -> Any:
        return find(self, "forwards")

    def arguments(self) -> dict[str, Any]:
        organ = self.cleaned_data["organ"]
        values = {name: value for name, value in self.values().items() if value not in ("", None)}
        drafting = None if organ.pk in self.own else Organ.objects.filter(pk__in=self.own).order_by("pk").first()
        return {
            "organ": organ,
            "values": values,
            "drafting_organ": drafting,
            "forwards": self.cleaned_data["forwards"],
        }


class EditDraft(DraftFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_columns([self.subject.organ_id])

    def arguments(self) -> dict[str, Any]:
        values = self.values()
        return {"changes": values | {"issuer": values["issuer"].strip() or self.subject.organ.name}}


DRAFT_NAMES = tuple(name for _, names in DraftFields.fieldsets for name in names)
