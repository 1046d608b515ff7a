"""The forms of the register of terms of secrecy."""

from typing import Any

from django import forms

from disclosure.secrecy.fields import REDETERMINED, TERM
from disclosure.secrecy.states import KEEPERS, Level
from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer


class Term(ActForm):
    """密级 and last day, whoever determines them."""

    level = forms.ChoiceField(label=TERM["level"].label, choices=choices(Level.choices))
    ends_on = forms.DateField(
        label=TERM["ends_on"].label, help_text="绝密最长30年，机密最长20年，秘密最长10年；这一天以后自行解密"
    )
    determined_by = Text(label=TERM["determined_by"].label)
    basis = Text(label=TERM["basis"].label, help_text="写明保密事项范围的名称和条目")


class RegisterTerm(Term):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="定密机关", empty_label=None)
    designation = Text(label=TERM["designation"].label, help_text="用编号或者通用名称，不得填写涉密的标题、内容、文号")
    determined_on = forms.DateField(label=TERM["determined_on"].label)

    field_order = ("organ", "designation", "level", "determined_on", "ends_on", "determined_by", "basis")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {organ for role in KEEPERS for organ in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.filter(pk__in=own))

    def arguments(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        return {"organ": values.pop("organ"), "values": values}


class Redetermine(Term):
    reason = Text(label="为什么要延长或者变更", rows=3)

    def arguments(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in REDETERMINED}
        return {"values": values, "reason": self.cleaned_data["reason"]}


class Reason(ActForm):
    reason = Text(label="理由", rows=3)
