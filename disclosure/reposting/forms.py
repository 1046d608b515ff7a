"""The forms of sources and tasks."""

from typing import Any

from django import forms

from disclosure.documents.forms.controls import DocumentReference, find
from disclosure.reposting.fields import SOURCE, TASK
from disclosure.reposting.states import SourceLevel
from portal.accounts.models import Organ
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices


class DayInput(forms.DateInput):
    """A day as the browser offers it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "date", "class": "input", **(attrs or {})}, format="%Y-%m-%d")


class Source(ActForm):
    name = Text(label=SOURCE["name"].label)
    host = Text(label=SOURCE["host"].label, help_text="例如 www.gov.cn；填 gov.cn 就包括它下面的全部网站")
    level = forms.ChoiceField(label=SOURCE["level"].label, choices=choices(SourceLevel.choices))
    is_active = forms.BooleanField(label=SOURCE["is_active"].label, required=False, initial=True)

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class GiveTask(ActForm):
    title = Text(label=TASK["title"].label, rows=2)
    link = Text(label=TASK["link"].label)
    issued_at = forms.DateTimeField(label="原文发布时间", help_text="转载时限从这个时刻起算")
    organs = forms.ModelMultipleChoiceField(Organ.objects.none(), label="转载单位", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organs"].queryset = Organ.objects.active(local(self.at).date()).domestic()  # type: ignore[attr-defined]  # declared above


class Complete(ActForm):
    document = DocumentReference(label="转载的公文", help_text="填网址里的编号。转载时间按公文的发布时间登记")

    def clean_document(self) -> Any:
        return find(self, "document")


class Reason(ActForm):
    reason = Text(label="理由", rows=3)


class Period(forms.Form):
    """The days a report looks at, by the publication of the originals."""

    starts_on = forms.DateField(label="从", widget=DayInput)
    ends_on = forms.DateField(label="到", widget=DayInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "starts_on" in found and "ends_on" in found and found["ends_on"] < found["starts_on"]:
            self.add_error("ends_on", "最后一天不能早于第一天")
        return found
