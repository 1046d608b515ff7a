"""The forms of the acts on 考评问题."""

from collections.abc import Iterable
from typing import Any

from django import forms

from assessment.problems.models import Problem
from assessment.problems.selectors import assessed
from assessment.problems.states import CheckWay
from assessment.standards.selectors import deductions
from portal.accounts.models import Organ
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, choices, offer, offer_codes

_WAYS = [(value, label) for value, label in CheckWay.choices if value != CheckWay.SYSTEM]


class Note(ActForm):
    fieldsets = (
        ("哪个单位的什么问题", ("organ", "occurred_on", "title", "facts", "uploads")),
        ("怎么发现的，按哪条扣分", ("way", "rule", "article", "difference")),
    )

    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位", empty_label="请选择")
    occurred_on = forms.DateField(label="发生日期", help_text="哪一天发生的，决定算在哪一年")
    title = Text(label="问题", help_text="一句话，例如“窗口没有公开办事流程图”")
    facts = Text(label="情况", rows=5, help_text="时间、地点、看到了什么")
    uploads = Files(label="证据", required=False, help_text="照片、截图、录音、检查记录，可以一次选多个；本单位看得到")
    way = forms.ChoiceField(label="发现方式", choices=choices(_WAYS))
    rule = forms.ChoiceField(label="扣分规则", required=False, help_text="不选的只登记、不扣分")
    article = Text(label="依据", required=False, help_text="不填的用扣分规则本身")
    difference = Text(
        label="和已有问题的区别",
        rows=2,
        required=False,
        help_text="同一天按同一条规则已经登记过的才填：同一个问题只扣一次",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = local(self.at).date()
        offer(self.fields["organ"], assessed(day))
        offer_codes(self.fields["rule"], deductions(day.year))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        uploads = _named(given.pop("uploads"))
        return {"organ": given.pop("organ"), "rule": given.pop("rule"), "values": given, "uploads": uploads}


class Evidence(ActForm):
    uploads = Files(label="证据", help_text="照片、截图、录音、检查记录，可以一次选多个")

    def arguments(self) -> dict[str, Any]:
        return {"uploads": _named(self.cleaned_data["uploads"])}


def _named(given: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(file.name, file) for file in given]


class Reason(ActForm):
    reason = Text(label="理由", rows=5)


class Merge(ActForm):
    into = forms.ModelChoiceField(Problem.objects.none(), label="并入哪一个问题", empty_label="请选择")
    reason = Text(label="理由", rows=3, help_text="为什么是同一个问题")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Problem.objects.counted().filter(organ=self.subject.organ_id, year=self.subject.year)
        offer(self.fields["into"], rows.exclude(pk=self.subject.pk))
