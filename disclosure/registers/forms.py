"""The forms of the acts on registers. That of an entry is made from the row of its kind."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms

from disclosure.registers import kinds
from disclosure.registers.kinds import Enclosed, Item, ItemType, RegisterKind
from disclosure.registers.selectors import filing_organs
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ
from portal.screening.states import Decision as Verdict
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, choices, offer

_ROWS = 4


def _pick(item: Item, **given: Any) -> forms.Field:
    return forms.ChoiceField(choices=choices((each, each) for each in item.choices), **given)


def _pick_some(item: Item, **given: Any) -> forms.Field:
    pairs = [(each, each) for each in item.choices]
    return forms.MultipleChoiceField(choices=pairs, widget=forms.CheckboxSelectMultiple, **given)


_CONTROLS: Mapping[ItemType, Callable[..., forms.Field]] = {
    ItemType.LINE: lambda item, **given: Text(**given),
    ItemType.TEXT: lambda item, **given: Text(rows=_ROWS, **given),
    ItemType.ONE_OF: _pick,
    ItemType.SOME_OF: _pick_some,
    ItemType.COUNT: lambda item, **given: Text(**given),
    ItemType.AMOUNT: lambda item, **given: Text(**given),
    ItemType.DAY: lambda item, **given: forms.DateField(**given),
    ItemType.YES_NO: lambda item, **given: YesNo(**given),
    ItemType.LINK: lambda item, **given: Text(**given),
}


def control(item: Item) -> forms.Field:
    """The control of one item; what may be typed is judged by the service."""
    unit = f"（{item.unit}）" if item.unit else ""
    hint = "；".join(words for words in (item.hint, "不公开" if item.inside else "") if words)
    return _CONTROLS[item.type](item, label=item.label + unit, help_text=hint, required=item.required)


class EntryFields(ActForm):
    """The day and the items of ``kind``."""

    happened_on = forms.DateField(label="日期")

    @property
    def kind(self) -> RegisterKind:
        return kinds.BY_CODE[self.subject.kind]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].label = self.kind.day
        for item in self.kind.items:
            self.fields[item.name] = control(item)
        self.dress()

    def values(self) -> dict[str, Any]:
        return {item.name: self.cleaned_data[item.name] for item in self.kind.items}


class FileEntry(EntryFields):
    """One of the organs the actor files for, then the items, then the files."""

    error_fields: ClassVar[Mapping[str, str]] = {"name": "uploads", "content": "uploads"}

    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位", empty_label=None)
    field_order = ("organ", "happened_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = clock.local(self.at).date()
        office = site_organ(on) if self.kind.by_office else None
        offer(self.fields["organ"], filing_organs(self.kind, self.actor, on=on, office=office))
        if self.kind.enclosed is not Enclosed.NONE:
            self.fields["uploads"] = Files(
                label="证明材料",
                required=self.kind.enclosed is Enclosed.REQUIRED,
                help_text="通知、记录、签到表、照片，可以选几个。只在内部看，不公开",
            )
            self.dress()

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "kind": self.kind,
            "organ": given["organ"],
            "happened_on": given["happened_on"],
            "values": self.values(),
            "uploads": [(file.name, file) for file in given.get("uploads", ())],
        }


def form_for(row: RegisterKind) -> type[FileEntry]:
    """The form that files under this row."""
    return type("FileEntryOfKind", (FileEntry,), {"kind": row})


class CorrectEntry(EntryFields):
    reason = Text(label="更正的原因", help_text="例如“人员调整”“日期写错”")

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"happened_on": given["happened_on"], "values": self.values(), "reason": given["reason"]}


class EndEntry(ActForm):
    on = forms.DateField(label="最后一天", help_text="第二天起不再算数，公开的不再显示")
    reason = Text(label="停用的原因")


class AddFiles(ActForm):
    error_fields: ClassVar[Mapping[str, str]] = {"name": "uploads", "content": "uploads"}

    uploads = Files(label="证明材料", help_text="可以选几个。只在内部看，不公开")

    def arguments(self) -> dict[str, Any]:
        return {"uploads": [(file.name, file) for file in self.cleaned_data["uploads"]]}


class Reason(ActForm):
    reason = Text(label="原因", rows=3)


class Settle(ActForm):
    verdict = forms.ChoiceField(
        label="处理",
        choices=[pair for pair in Verdict.choices if pair[0] != Verdict.MASKED],
        widget=forms.RadioSelect,
        help_text="要去掉的，请更正文字",
    )
    reason = Text(label="理由", rows=3)
    error_fields = {"decision": "verdict"}


class Year(forms.Form):
    """Which year the report of gaps is about."""

    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
