"""What officials say at each act on a catalogue, a decision, a hearing, a waiver. Forms of steps follow the table."""

from typing import Any, ClassVar

from django import forms

from disclosure.consultations.codes import Category, Exclusion
from disclosure.consultations.models import Consultation
from disclosure.decisions.codes import Ground
from disclosure.decisions.models import CatalogueItem
from disclosure.decisions.states import APPROVERS, DRAFTERS
from disclosure.decisions.steps import Code, StepRow, leavable
from disclosure.documents.models import Document
from disclosure.registers.forms import control
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import STATUTORY_KINDS
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer


def _own(form: ActForm, *roles: str) -> set[int]:
    return {organ for role in roles for organ in form.actor.organ_ids(role)}


def _organs(form: ActForm) -> Any:
    return Organ.objects.listed(clock.local(form.at).date()).order_by("position", "pk")


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


# --- the catalogue ------------------------------------------------------------------------------------


class OpenCatalogue(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="决策机关", empty_label=None)
    year = forms.IntegerField(label="年度")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], Organ.objects.filter(pk__in=_own(self, *DRAFTERS)).order_by("position", "pk"))
        self.fields["year"].initial = clock.local(self.at).year


class AddItem(ActForm):
    title = Text(label="事项")
    category = forms.ChoiceField(label="类别", choices=choices(Category.choices))
    lead = forms.ModelChoiceField(Organ.objects.none(), label="承办单位", empty_label="请选择")
    planned = Text(label="计划完成时间", required=False, help_text="例如：第三季度")
    exclusion = forms.ChoiceField(
        label="不适用决策程序的情形", choices=[("", "适用"), *Exclusion.choices], required=False
    )
    exclusion_basis = Text(label="不适用的依据", rows=3, required=False, help_text="会公开")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["lead"], _organs(self))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"lead": given.pop("lead"), "values": given}


class DropItem(ActForm):
    item = forms.ModelChoiceField(CatalogueItem.objects.none(), label="事项", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["item"], self.subject.items.all())


class NoteAgreement(ActForm):
    agreed_on = forms.DateField(label="同级党委同意的日子")
    agreement = Text(label="依据", help_text="例如：市委常委会会议纪要的名称；会公开")


# --- the decision -------------------------------------------------------------------------------------


class Propose(ActForm):
    title = Text(label="事项")
    category = forms.ChoiceField(label="类别", choices=choices(Category.choices))
    matter = Text(label="要决定什么", rows=5, required=False, help_text="决定什么、影响谁；启动以后公开")
    reasons = Text(label="为什么启动", rows=5, required=False, help_text="谁提出的建议，论证过什么；启动以后公开")
    must_hear = forms.BooleanField(label="法律、法规、规章规定应当听证", required=False)

    later = ("matter", "reasons")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Create(Propose):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="承办单位", empty_label=None)
    decider = forms.ModelChoiceField(Organ.objects.none(), label="决策机关", empty_label="请选择")
    item = forms.ModelChoiceField(
        CatalogueItem.objects.none(), label="目录事项", required=False, help_text="列入年度目录的，选上"
    )
    field_order = ("organ", "decider", "item")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = _own(self, *DRAFTERS)
        offer(self.fields["organ"], Organ.objects.filter(pk__in=own).order_by("position", "pk"))
        offer(self.fields["decider"], _organs(self).filter(kind__in=STATUTORY_KINDS))
        offer(self.fields["item"], CatalogueItem.objects.filter(lead__in=own, exclusion="").order_by("-pk"))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {name: given.pop(name) for name in ("organ", "decider", "item")} | {"values": given}


class Exempt(ActForm):
    exclusion = forms.ChoiceField(label="属于哪一种", choices=choices(Exclusion.choices))
    exclusion_basis = Text(label="依据", rows=4, help_text="法律条款，和这件事为什么符合；会公开")


class LinkConsultation(ActForm):
    consultation = forms.ModelChoiceField(Consultation.objects.none(), label="征求意见", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = (self.subject.organ_id, self.subject.decider_id)
        rows = Consultation.objects.filter(organ__in=organs).exclude(state="cancelled")
        offer(self.fields["consultation"], rows.exclude(decisions=self.subject).order_by("-pk"))


class LinkDocument(ActForm):
    document = forms.ModelChoiceField(Document.objects.none(), label="决定的文件", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = (self.subject.organ_id, self.subject.decider_id)
        rows = Document.objects.filter(organ__in=organs, published_at=None, decision=None)
        offer(self.fields["document"], rows.order_by("-pk"))


class StepForm(ActForm):
    """The fields of one row of the table of steps."""

    step: ClassVar[StepRow]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in self.step.items:
            self.fields[item.name] = control(item)
        self.dress()

    def arguments(self) -> dict[str, Any]:
        return {"step": self.step.code.value, "values": dict(self.cleaned_data)}


def form_for(row: StepRow) -> type[StepForm]:
    """The form that records this step."""
    return type("StepFormOfRow", (StepForm,), {"step": row})


class LeaveOut(ActForm):
    """Only what the law lets an organ leave out, in the words of the law."""

    what = forms.ChoiceField(label="哪一步，什么情形", widget=forms.RadioSelect)
    reason = Text(label="理由", rows=4, help_text="写明这件事为什么符合；会公开")
    error_fields = {"step": "what", "ground": "what"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = self.subject.announced_at is not None
        rows = [row for row in leavable() if row.is_late == after]
        if self.subject.must_hear:
            rows = [row for row in rows if row.code is not Code.HEARING]
        field = self.fields["what"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (f"{row.code.value}|{place}", f"{row.name}：{ground}")
                for row in rows
                for place, ground in enumerate(row.grounds)
            ]

    def arguments(self) -> dict[str, Any]:
        step, _, place = self.cleaned_data["what"].partition("|")
        ground = next(row.grounds[int(place)] for row in leavable() if row.code.value == step)
        return {"step": step, "ground": ground, "reason": self.cleaned_data["reason"]}


# --- the hearing --------------------------------------------------------------------------------------


class PlanHearing(ActForm):
    topic = Text(label="听证事项")
    held_at = forms.DateTimeField(label="时间")
    place = Text(label="地点", required=False)
    selection = Text(label="遴选办法", rows=4, required=False, help_text="各方面各多少人，报名超过名额怎么定；会公开")
    how_to_apply = Text(label="怎么报名", rows=3, required=False, help_text="到哪天、用什么方式；会公开")

    later = ("place", "selection", "how_to_apply")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class SetPeople(ActForm):
    people = Text(
        label="听证参加人", rows=10, help_text="一行一人：姓名，代表哪一方面。不写电话、住址、身份证号，会公开"
    )


class ServeMaterials(ActForm):
    served_on = forms.DateField(label="最后一位参加人收到材料的日子", help_text="最晚在听证会7日以前")


class Postpone(ActForm):
    held_at = forms.DateTimeField(label="改到")
    reason = Text(label="理由", rows=3)


class Hold(ActForm):
    summary = Text(label="听证情况", rows=6, help_text="到场情况、各方主要意见；会公开")
    outcome = Text(label="听证意见怎么研究采纳的", rows=5, help_text="会公开")


# --- documents ----------------------------------------------------------------------------------------


class Waive(ActForm):
    document = forms.ModelChoiceField(Document.objects.none(), label="文件", empty_label="请选择")
    ground = forms.ChoiceField(label="情形", choices=choices(Ground.choices))
    basis = Text(label="依据", rows=4, help_text="法律条款，和这份文件为什么符合；显示在文件的页面上")
    address = Text(label="在哪里征求的", required=False, help_text="已经在别处征求过意见的，写网址")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Document.objects.filter(organ__in=_own(self, *APPROVERS), published_at=None, waiver=None)
        offer(self.fields["document"], rows.exclude(state="cancelled").order_by("-pk"))
