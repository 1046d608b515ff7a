"""The forms of the acts on 要点."""

from typing import Any

from django import forms

from assessment.problems.selectors import assessed
from assessment.workpoints.models import WorkTask
from portal.accounts.models import Organ
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, offer


class Draft(ActForm):
    year = forms.IntegerField(label="年度")
    title = Text(label="名称", help_text="例如“临江市2026年政务公开工作要点”")
    number = Text(label="文号", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = local(self.at).year

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"year": given.pop("year"), "values": given}


class AddTask(ActForm):
    fieldsets = (("做什么", ("part", "title", "demand", "due_on")), ("谁来做", ("lead", "responsible")))

    part = Text(label="部分", required=False, help_text="例如“围绕建设法治政府全面推进政务公开”")
    title = Text(label="任务")
    demand = Text(label="要求", rows=5)
    due_on = forms.DateField(label="完成日期")
    lead = forms.ModelChoiceField(Organ.objects.none(), label="牵头单位", required=False, empty_label="没有")
    responsible = forms.ModelMultipleChoiceField(
        Organ.objects.none(), label="责任单位", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "responsible"):
            offer(self.fields[name], assessed(local(self.at).date()))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"lead": given.pop("lead"), "responsible": list(given.pop("responsible")), "values": given}


class TakeOut(ActForm):
    task = forms.ModelChoiceField(WorkTask.objects.none(), label="哪项任务", empty_label="请选择")
    reason = Text(label="理由", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["task"], WorkTask.objects.filter(plan=self.subject))


class _Evidence(ActForm):
    error_fields = {"name": "uploads", "content": "uploads"}

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"uploads": [(file.name, file) for file in given["uploads"]]}


class Progress(_Evidence):
    text = Text(label="进展", rows=4, help_text="做到哪一步，下一步做什么")
    uploads = Files(label="材料", required=False, help_text="可以选几个。不公开")


class Report(_Evidence):
    text = Text(label="完成情况", rows=6, help_text="逐条对照要求写")
    uploads = Files(label="佐证材料", help_text="文件、截图、照片，可以选几个。不公开")


class Urge(ActForm):
    text = Text(label="督办要求", rows=3, help_text="单位负责人马上收到")


class Review(ActForm):
    reason = Text(label="核查意见", rows=3, help_text="怎么核实的，看到了什么")
