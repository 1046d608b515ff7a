"""The forms of the acts on 责任追究."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from assessment.accountability import rules
from assessment.accountability.models import Respondent
from assessment.accountability.selectors import below
from assessment.accountability.states import (
    INVESTIGATORS,
    Course,
    Gravity,
    Measure,
    ObjectionKind,
    Part,
    Ruling,
    Share,
    Situation,
)
from portal.accounts.models import Organ
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, choices, offer


class Lead(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="哪个单位", empty_label="请选择")
    grounds = Text(label="线索内容", rows=6, help_text="什么时候、什么事、从哪里知道的")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = frozenset(organ for organ, role in self.actor.roles if role in INVESTIGATORS)
        offer(self.fields["organ"], below(seats, local(self.at).date()))


class Why(ActForm):
    why = Text(label="理由", rows=5, help_text="只留在本件里，操作记录不写内容")


class Refer(Why):
    field_order = ("referred_to", "why")
    referred_to = Text(label="移送给", help_text="纪检监察机关；构成犯罪的，司法机关")


class _Values(ActForm):
    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Establish(_Values):
    situation = forms.ChoiceField(label="追究情形", choices=choices(Situation.choices))
    course = forms.ChoiceField(
        label="行为是怎么作出的", choices=choices(Course.choices), help_text="谁承担什么责任由此划分，不能另选"
    )
    facts = Text(label="查明的事实", rows=8)


class Name(_Values):
    part = forms.ChoiceField(label="身份", choices=choices(Part.choices), help_text="选单位的，下面不用填")
    name = Text(label="姓名", required=False)
    post = Text(label="职务", required=False)
    objected = YesNo(label="对主管领导的授意提出过异议，没有被采纳", initial=False)
    objection_record = Text(
        label="异议的记录", rows=3, required=False, help_text="何时、以什么方式提出，记录在哪里。没有记录的不能选“是”"
    )


class _OfRespondent(ActForm):
    respondent = forms.ModelChoiceField(Respondent.objects.none(), label="责任人", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["respondent"], self.offered().order_by("pk"))

    def offered(self) -> QuerySet[Respondent]:
        rows: QuerySet[Respondent] = self.subject.respondents.all()
        return rows

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"respondent": given.pop("respondent"), "values": given}


class Remove(_OfRespondent):
    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AddEvidence(ActForm):
    shows = Text(label="证明什么", help_text="例如“没有走保密审查的审批单”")
    uploads = Files(label="文件", help_text="可以选几个。只有办理本件的人能看")
    error_fields = {"name": "uploads", "content": "uploads"}

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"uploads": [(file.name, file) for file in given["uploads"]]}


class Hear(_OfRespondent):
    heard_on = forms.DateField(label="听取日期")
    statement = Text(label="陈述和申辩", rows=6, help_text="放弃陈述申辩的，写明什么时候、怎么表示放弃")
    taken_up = Text(label="是否采纳和理由", rows=4)


class Decide(ActForm):
    """One more field a respondent: what is done, within what the share allows."""

    gravity = forms.ChoiceField(label="情节", choices=choices(Gravity.choices))
    decision = Text(label="决定", rows=6, help_text="写进决定书：适用的规定、期限、要求")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.subject.respondents.all():
            possible = dict.fromkeys(each for level in Gravity for each in rules.measures(level, row.part, row.share))
            if row.share != Share.NONE:
                self.fields[f"measure_{row.pk}"] = forms.ChoiceField(
                    label=f"对{row.name}的处理（{row.get_share_display()}）",
                    choices=choices((each, Measure(each).label) for each in possible),
                )
        self.dress()

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        measures = {int(name.removeprefix("measure_")): given.pop(name) for name in list(given) if "measure_" in name}
        return {"values": given, "measures": measures}


class Serve(_OfRespondent):
    served_on = forms.DateField(label="送达日期")

    def offered(self) -> QuerySet[Respondent]:
        rows: QuerySet[Respondent] = self.subject.respondents.filter(served_on=None).exclude(letter=None)
        return rows

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class Report(_Values):
    reported_on = forms.DateField(label="报告日期")
    report = Text(label="改正情况", rows=6)


class Lodge(_OfRespondent):
    kind = forms.ChoiceField(label="复核还是申诉", choices=choices(ObjectionKind.choices))
    lodged_on = forms.DateField(label="提出日期", help_text="收到申请书的日子；邮寄的看邮戳")
    grounds = Text(label="理由", rows=5)

    def offered(self) -> QuerySet[Respondent]:
        rows: QuerySet[Respondent] = self.subject.respondents.exclude(served_on=None)
        return rows


class Rule(_Values):
    ruling = forms.ChoiceField(label="结果", choices=choices(Ruling.choices))
    words = Text(label="理由", rows=6)
