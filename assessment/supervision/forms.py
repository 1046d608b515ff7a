"""The forms of the acts on 社会监督员, and the one on the phone."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from assessment.standards.selectors import deductions
from assessment.supervision.fields import HOURS_AT_MOST, NOTE
from assessment.supervision.states import FILES_AT_MOST, Background, Place, Recruitment
from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, choices, offer_codes

LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""
_FAULTY = (("yes", "有问题"), ("no", "没有问题"))


class _Values(ActForm):
    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Candidate(_Values):
    name = Text(label="姓名")
    background = forms.ChoiceField(label="身份", choices=choices(Background.choices))
    recruitment = forms.ChoiceField(label="招募方式", choices=choices(Recruitment.choices))
    phone = Text(label="电话", required=False, help_text="加密保存，解聘以后一年清除")


class Term(_Values):
    term_from = forms.DateField(label="聘期从")
    term_to = forms.DateField(label="聘期到")


class Train(_Values):
    held_on = forms.DateField(label="培训日期")
    topic = Text(label="培训主题", help_text="例如“公开条例和怎么看一个办事窗口”")
    hours = forms.IntegerField(label="学时", min_value=1, max_value=HOURS_AT_MOST)


class IssueCode(ActForm):
    """``tell`` takes the new code, to be shown once."""

    tell: Any = None

    def arguments(self) -> dict[str, Any]:
        return {"tell": self.tell}


class TakeUp(ActForm):
    title = Text(label="问题", help_text="一句话，例如“窗口没有公开办事流程图”")
    rule = forms.ChoiceField(label="扣分规则", required=False, help_text="不选的只登记、不扣分")
    difference = Text(
        label="和已有问题的区别",
        rows=2,
        required=False,
        help_text="同一天按同一条规则已经登记过的才填：同一个问题只扣一次",
    )
    answer = Text(label="答复监督员", rows=3, help_text="核实的结果，监督员在手机上看到")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["rule"], deductions(self.subject.patrolled_on.year))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"rule": given.pop("rule"), "answer": given.pop("answer"), "values": given}


class SetAside(ActForm):
    answer = Text(label="答复监督员", rows=4, help_text="核实的结果、为什么不算问题，监督员在手机上看到")


class NoteForm(forms.Form):
    """On the phone."""

    organ = forms.ChoiceField(
        label="看的是哪个单位",
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": "请选择单位", "invalid_choice": "请另选一个单位"},
    )
    patrolled_on = forms.DateField(
        label=NOTE["patrolled_on"].label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"}),
        error_messages={"required": "请填写哪天去的", "invalid": "请填写日期"},
    )
    place = forms.ChoiceField(
        label=NOTE["place"].label,
        choices=choices(Place.choices),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": "请选择看的是什么", "invalid_choice": "请选择看的是什么"},
    )
    faulty = forms.ChoiceField(
        label=NOTE["faulty"].label,
        choices=_FAULTY,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择有没有问题", "invalid_choice": "请选择有没有问题"},
    )
    seen = Text(
        label=NOTE["seen"].label,
        rows=6,
        help_text="看到了什么、和谁说的、怎么答的。不要写群众的姓名、电话：写了也会遮盖。",
        error_messages={"required": "请写看到的情况"},
    )
    photos = Files(label="照片", required=False, help_text=f"现场照片、截图，最多{FILES_AT_MOST}个")

    def __init__(self, *args: Any, organs: Mapping[str, Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = organs
        offer_codes(self.fields["organ"], choices((code, organ.name) for code, organ in organs.items()))

    def values(self) -> dict[str, Any]:
        """The keys of ``fields.NOTE``."""
        given = self.cleaned_data
        return {
            "patrolled_on": given["patrolled_on"],
            "place": given["place"],
            "faulty": given["faulty"] == "yes",
            "seen": given["seen"][:LONGEST],
        }

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)
