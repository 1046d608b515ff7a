"""The forms of the acts on specials."""

from typing import Any

from django import forms

from disclosure.catalogue.forms import OfOrgan
from disclosure.documents.forms.controls import DocumentReference, find
from disclosure.specials.fields import ITEM, SPECIAL
from disclosure.specials.models import SpecialItem
from portal.staff.acts import ActForm
from portal.staff.controls import Text, offer


class SpecialFields(ActForm):
    title = Text(label=SPECIAL["title"].label)
    summary = Text(label=SPECIAL["summary"].label, rows=4, help_text="写给公众看：这个专题讲什么事")
    position = forms.IntegerField(label=SPECIAL["position"].label, initial=100, help_text="小的排在前面")


class OpenSpecial(SpecialFields, OfOrgan):
    field_order = ("organ", "title", "code")

    code = Text(label=SPECIAL["code"].label, help_text="网址里用的英文、数字和连字符，以后不能改")

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "values": self.values()}


class EditSpecial(SpecialFields):
    def arguments(self) -> dict[str, Any]:
        return {"changes": dict(self.cleaned_data)}


class Collect(ActForm):
    document = DocumentReference(label="哪一件文件", help_text="发文字号，或者网址里的编号；要先公开")
    heading = Text(
        label=ITEM["heading"].label, required=False, help_text="放在页面的哪个小标题下面，例如“政策文件”；可以不填"
    )

    def clean_document(self) -> Any:
        return find(self, "document")


class LeaveOut(ActForm):
    item = forms.ModelChoiceField(SpecialItem.objects.none(), label="移出哪一件", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["item"], self.subject.items.select_related("document"))


class Archive(ActForm):
    reason = Text(label="归档的原因", rows=3)
