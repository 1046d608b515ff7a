"""The forms of the acts on 整改."""

from typing import Any

from django import forms

from assessment.problems.models import Problem
from assessment.problems.selectors import assessed
from assessment.rectification.fields import DAYS_AT_MOST
from assessment.rectification.selectors import ORIGINS
from assessment.rectification.services import usual_words
from portal.accounts.models import Organ
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, choices, offer


class _Words(ActForm):
    basis = Text(label="依据")
    demand = Text(label="整改要求", rows=4)
    reply_way = Text(label="反馈方式", rows=3)
    days = forms.IntegerField(label="整改期限（工作日）", min_value=1, max_value=DAYS_AT_MOST)


class Draft(_Words):
    fieldsets = (
        ("整改哪些问题", ("origin", "organ")),
        ("通知书", ("basis", "demand", "reply_way", "days")),
    )

    origin = forms.ChoiceField(label="哪些问题", choices=choices((code, row[0]) for code, row in ORIGINS.items()))
    organ = forms.ModelChoiceField(
        Organ.objects.none(), label="单位", required=False, empty_label="全部单位，各起草一份"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], assessed(local(self.at).date()))
        for name, words in usual_words(self.at).items():
            self.fields[name].initial = words

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"origin": given.pop("origin"), "organ": given.pop("organ"), "values": given}


class Change(_Words):
    def arguments(self) -> dict[str, Any]:
        return {"values": self.cleaned_data}


class TakeOut(ActForm):
    problem = forms.ModelChoiceField(Problem.objects.none(), label="移出哪个问题", empty_label="请选择")
    reason = Text(label="理由", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["problem"], Problem.objects.filter(rectification_item__rectification=self.subject))


class Answer(ActForm):
    text = Text(label="整改情况", rows=6, help_text="每个问题的原因、怎么改的、改正的日期")
    uploads = Files(label="证据", help_text="改正以后的照片、截图、文件，可以选几个。不公开")
    error_fields = {"name": "uploads", "content": "uploads"}

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"uploads": [(file.name, file) for file in given["uploads"]]}


class Review(ActForm):
    reason = Text(label="复核意见", rows=4, help_text="怎么核实的，看到了什么")


class Circulate(ActForm):
    words = Text(label="通报内容", rows=6, help_text="全市各单位的负责人都收到")
    refers = YesNo(label="是否作为责任追究线索")
