"""What a complainant types, and what the office says."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from assessment.complaints.fields import COMPLAINT, EMAIL_LENGTH
from assessment.complaints.selectors import known_problems
from assessment.complaints.states import Grievance
from assessment.problems.models import Problem
from assessment.standards.selectors import deductions
from portal.accounts.models import Organ
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer, offer_codes

LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""


def _input(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", **attrs})


class ComplaintForm(forms.Form):
    """``website`` is a trap for machines: people never see it."""

    organ = forms.ChoiceField(
        label="投诉哪个单位",
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": "请选择单位", "invalid_choice": "请另选一个单位"},
    )
    kind = forms.ChoiceField(
        label=COMPLAINT["grievance"].label,
        choices=Grievance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择投诉的事", "invalid_choice": "请选择投诉的事"},
    )
    request_number = Text(
        label=COMPLAINT["request_number"].label,
        required=False,
        widget=_input(autocomplete="off"),
        help_text="投诉没有依法答复申请的，写申请的编号",
    )
    text = Text(
        label=COMPLAINT["text"].label,
        rows=6,
        help_text="什么信息、什么时候、您看到了什么。请不要写自己或者别人的个人信息：写了也会遮盖。",
        error_messages={"required": "请写明情况"},
    )
    email = Text(
        label=COMPLAINT["email"].label,
        required=False,
        widget=_input(autocomplete="email", inputmode="email", type="email", maxlength=EMAIL_LENGTH),
        help_text="有答复时发邮件告诉您。加密保存，被投诉的单位看不到，答复以后6个月清除",
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, organs: Mapping[str, Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = organs
        offer_codes(self.fields["organ"], choices((code, organ.name) for code, organ in organs.items()))

    def values(self) -> dict[str, Any]:
        """The keys of ``fields.COMPLAINT``."""
        texts = {name: self.cleaned_data[name][:LONGEST] for name in ("request_number", "text", "email")}
        return texts | {"grievance": self.cleaned_data["kind"]}

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)


class Settle(ActForm):
    found = Text(label="查证情况", rows=4, help_text="查了什么、看到什么，留在本件里")
    answer = Text(label="答复", rows=4, help_text="投诉人看到的话")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Uphold(ActForm):
    fieldsets = (
        ("查证和答复", ("found", "answer")),
        ("哪个考评问题", ("same", "title", "occurred_on", "rule", "difference")),
    )

    found = Text(label="查证情况", rows=4, help_text="查了什么、看到什么；登记为考评问题的事实")
    answer = Text(label="答复", rows=4, help_text="投诉人看到的话")
    same = forms.ModelChoiceField(
        Problem.objects.none(), label="已经登记的同一个问题", required=False, empty_label="没有，新登记一个"
    )
    title = Text(label="问题", required=False, help_text="新登记的才填，一句话")
    occurred_on = forms.DateField(label="发生日期", required=False, help_text="新登记的才填")
    rule = forms.ChoiceField(label="扣分规则", required=False, help_text="不选的只登记、不扣分")
    difference = Text(label="和已有问题的区别", rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["same"], known_problems(self.subject))
        offer_codes(self.fields["rule"], deductions(local(self.at).year))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {
            "rule": given["rule"],
            "same": given["same"],
            "problem": {name: given[name] for name in ("title", "occurred_on", "difference")},
            "values": {name: given[name] for name in ("found", "answer")},
        }
