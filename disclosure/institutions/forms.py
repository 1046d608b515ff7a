"""What a citizen types who appeals, and what a clerk says."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from disclosure.catalogue.models import Column
from disclosure.institutions.fields import APPEAL, CONTACT_LENGTH, ITEM, NAME_LENGTH, POSITION_AT_MOST, RESULT
from disclosure.institutions.models import FACTS_LENGTH
from disclosure.institutions.states import KEEPERS, Finding
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer, offer_codes

LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""


def _input(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", **attrs})


class AppealForm(forms.Form):
    """``website`` is a trap for machines: people never see it."""

    unit = forms.ChoiceField(
        label="申诉哪个单位",
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": "请选择单位", "invalid_choice": "请另选一个单位"},
    )
    title = Text(
        label=APPEAL["title"].label,
        widget=_input(),
        help_text="例如“停水通知”“收费标准”",
        error_messages={"required": "请填写应当公开什么"},
    )
    facts = Text(
        label=APPEAL["facts"].label,
        rows=6,
        help_text=f"什么时候、在哪里找过，缺什么，最多{FACTS_LENGTH}个字。请不要写证件号码：写了也会遮盖。",
        error_messages={"required": "请写明怎么没有公开"},
    )
    name = Text(
        label=APPEAL["name"].label,
        widget=_input(autocomplete="name", maxlength=NAME_LENGTH),
        help_text="加密保存，不告诉被申诉的单位",
        error_messages={"required": "请填写姓名"},
    )
    contact = Text(
        label="手机号或者邮箱",
        widget=_input(maxlength=CONTACT_LENGTH),
        help_text="调查要了解情况、有结果要告诉您时用。加密保存，告知结果12个月后清除",
        error_messages={"required": "请填写手机号或者邮箱"},
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, units: Mapping[str, Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        offer_codes(self.fields["unit"], choices((code, unit.name) for code, unit in units.items()))

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)

    def unit_chosen(self) -> Organ:
        return self.units[self.cleaned_data["unit"]]

    def values(self) -> dict[str, Any]:
        """The keys of ``fields.APPEAL``."""
        return {name: self.cleaned_data[name][:LONGEST] for name in APPEAL}


class Investigate(ActForm):
    investigation = Text(label=RESULT["investigation"].label, rows=6, help_text="怎么查的、查到什么；不告诉申诉人")
    finding = forms.ChoiceField(label=RESULT["finding"].label, choices=choices(Finding.choices))
    publish_by = forms.DateField(label=RESULT["publish_by"].label, required=False, help_text="责令公开的才填")
    reply = Text(label=RESULT["reply"].label, rows=6, help_text="申诉人看到的就是这段话：结果、理由、接着会怎样")

    def arguments(self) -> dict[str, Any]:
        return {"values": {name: self.cleaned_data[name] for name in RESULT}}


class Reason(ActForm):
    reason = Text(label="理由", rows=3)


class EditItem(ActForm):
    title = Text(label=ITEM["title"].label, help_text="例如“计划停水通知”")
    content = Text(label=ITEM["content"].label, help_text="公开哪些内容")
    period = Text(label=ITEM["period"].label, help_text="例如“提前24小时”“变动后20个工作日内”")
    duty_holder = Text(label=ITEM["duty_holder"].label, help_text="单位里哪个部门负责")
    column = forms.ModelChoiceField(Column.objects.none(), label=ITEM["column"].label, empty_label="请选择")
    position = forms.IntegerField(label=ITEM["position"].label, initial=100, min_value=1, max_value=POSITION_AT_MOST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["column"], Column.objects.filter(organ__in=self._organs(), is_active=True).order_by("pk"))

    def _organs(self) -> list[int]:
        return [self.subject.organ_id]

    def arguments(self) -> dict[str, Any]:
        return {"changes": {name: self.cleaned_data[name] for name in ITEM}}


class AddItem(EditItem):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位", empty_label=None)
    field_order = ("organ", *ITEM)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.filter(pk__in=self._organs()).order_by("position", "pk")
        offer(self.fields["organ"], rows)

    def _organs(self) -> list[int]:
        rows = Organ.objects.filter(kind=OrganKind.PUBLIC_ENTERPRISE)
        if not self.actor.holds_anywhere("oversight"):
            rows = rows.filter(pk__in=[organ for role in KEEPERS for organ in self.actor.organ_ids(role)])
        return list(rows.values_list("pk", flat=True))

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "values": super().arguments()["changes"]}
