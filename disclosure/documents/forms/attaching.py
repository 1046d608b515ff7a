"""附件和副本: what is taken in, and what stands for it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from disclosure.documents.codes import Attribute
from disclosure.documents.models import Attachment
from portal.files.archives import MEGABYTE
from portal.files.services import SIZE_AT_MOST
from portal.files.states import MADE_BY_PEOPLE
from portal.staff.acts import ActForm
from portal.staff.controls import choices, offer

FILE_HELP = f"每个不超过{SIZE_AT_MOST // MEGABYTE}MB，收PDF、OFD、docx、xlsx、pptx、图片、文本和zip"
_AT_FILE: Mapping[str, str] = {"name": "file", "content": "file"}


class AddAttachment(ActForm):
    error_fields: ClassVar[Mapping[str, str]] = _AT_FILE

    file = forms.FileField(label="文件", help_text=f"{FILE_HELP}。文件名会原样公开，里面不要有姓名、电话")
    attribute = forms.ChoiceField(
        label="这个附件的公开属性", choices=choices(Attribute.choices), help_text="主动公开的公文不能夹带不公开的附件"
    )

    def arguments(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        return {"name": file.name, "upload": file, "attribute": self.cleaned_data["attribute"]}


class ChooseAttachment(ActForm):
    """Which attachment the act is about; one that is the only one is chosen already."""

    attachment = forms.ModelChoiceField(
        Attachment.objects.none(), label="哪一个附件", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.subject.attachments.with_files()
        wanted = [row.pk for row in rows if self.fits(row)]
        offer(self.fields["attachment"], rows.filter(pk__in=wanted))
        self.fields["attachment"].initial = wanted[0] if len(wanted) == 1 else None

    def fits(self, attachment: Attachment) -> bool:
        """Whether the act can be about it."""
        return True


class CleanCopy(ChooseAttachment):
    def fits(self, attachment: Attachment) -> bool:
        return attachment.file.current().can_be_cleaned


class AddCopy(ChooseAttachment):
    error_fields: ClassVar[Mapping[str, str]] = _AT_FILE
    field_order = ("attachment", "kind", "file")

    kind = forms.ChoiceField(
        label="副本是怎么来的",
        choices=[(kind.value, kind.label) for kind in MADE_BY_PEOPLE],
        widget=forms.RadioSelect,
        help_text="脱敏副本：去掉了不公开的内容；转换格式的副本：内容一样，换成PDF等格式",
    )
    file = forms.FileField(label="副本", help_text=f"{FILE_HELP}。公开的是副本的文件名")

    def arguments(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        given = {name: self.cleaned_data[name] for name in ("attachment", "kind")}
        return {**given, "name": file.name, "upload": file}


class ConfirmCopy(ChooseAttachment):
    def fits(self, attachment: Attachment) -> bool:
        return attachment.file.for_public() is None


class DropCopy(ChooseAttachment):
    def fits(self, attachment: Attachment) -> bool:
        return bool(attachment.file.copies.all())
