"""What a clerk says at each act on a meeting, an item and an observer."""

from typing import Any, ClassVar

from django import forms

from disclosure.consultations.models import Consultation
from disclosure.consultations.states import OPENED
from disclosure.documents.models import Document
from disclosure.sessions.codes import Kind, LiveChannel, ObserverKind, OpenForm, Openness
from disclosure.sessions.fields import INVITATION, ITEM, OUTCOME, PLAN, SEATS_AT_MOST
from disclosure.sessions.models import AgendaItem, SessionFile
from disclosure.sessions.states import PLANNERS
from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, choices, offer, offer_codes

DOCUMENTS_OFFERED = 200
_Groups = tuple[tuple[str, tuple[str, ...]], ...]


def _ticked(label: str, pairs: Any, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=pairs, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class Change(ActForm):
    fieldsets: ClassVar[_Groups] = (
        ("会议", ("kind", "title", "summary", "starts_at", "place")),
        ("直播", ("is_of_wide_interest", "live_channels", "live_url")),
        ("旁听", ("seats", "registers_until")),
    )

    kind = forms.ChoiceField(label=PLAN["kind"].label, choices=choices(Kind.choices))
    title = Text(label=PLAN["title"].label, help_text="例如“市政府第36次常务会议”")
    summary = Text(label=PLAN["summary"].label, rows=4, required=False, help_text="会写在公告里，不要写不公开的议题")
    starts_at = forms.DateTimeField(label=PLAN["starts_at"].label)
    place = Text(label=PLAN["place"].label)
    is_of_wide_interest = YesNo(
        label="涉及公众利益、需要社会广泛知晓吗", help_text="是的，电视电话会议要用广播电视、网络或者新媒体直播"
    )
    live_channels = _ticked(PLAN["live_channels"].label, LiveChannel.choices)
    live_url = Text(label=PLAN["live_url"].label, required=False)
    seats = forms.IntegerField(
        label=PLAN["seats"].label,
        required=False,
        min_value=0,
        max_value=SEATS_AT_MOST,
        help_text="给自己报名的人留几个座位；不公开征集的填0",
    )
    registers_until = forms.DateTimeField(label=PLAN["registers_until"].label, required=False)

    def typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PLAN}

    def arguments(self) -> dict[str, Any]:
        return {"values": self.typed()}


class Plan(Change):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="召开的机关", empty_label=None)
    fieldsets: ClassVar[_Groups] = (("机关", ("organ",)), *Change.fieldsets)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {organ for role in PLANNERS for organ in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.filter(pk__in=own).order_by("position", "pk"))

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "values": self.typed()}


class Item(ActForm):
    fieldsets = (
        ("议题", ("title", "reporter", "document", "is_livelihood")),
        ("方案：列席", ("invites", "invited_kinds")),
        ("方案：公开", ("openness", "open_forms", "closed_reason")),
        ("公开征求过意见的", ("was_consulted", "consultation", "adoption_statement")),
    )

    title = Text(label=ITEM["title"].label, help_text="公开的议题，公告里就写这句话")
    reporter = Text(label=ITEM["reporter"].label, required=False)
    document = forms.ModelChoiceField(
        Document.objects.none(), label=ITEM["document"].label, required=False, empty_label="没有，或者不在本系统"
    )
    is_livelihood = YesNo(
        label="是重大民生议题吗", help_text="是的，下面的列席、公开、公开方式都要提出，和方案一同报批"
    )
    invites = YesNo(label="邀请列席吗", required=False)
    invited_kinds = _ticked(ITEM["invited_kinds"].label, ObserverKind.choices)
    openness = forms.ChoiceField(
        label=ITEM["openness"].label, required=False, choices=[("", "还没有提出"), *Openness.choices]
    )
    open_forms = _ticked(ITEM["open_forms"].label, OpenForm.choices)
    closed_reason = Text(label=ITEM["closed_reason"].label, rows=2, required=False)
    was_consulted = YesNo(label="公开征求过意见吗")
    consultation = forms.ModelChoiceField(
        Consultation.objects.none(), label=ITEM["consultation"].label, required=False, empty_label="不在本系统征求的"
    )
    adoption_statement = Text(
        label=ITEM["adoption_statement"].label,
        rows=6,
        required=False,
        help_text="收到多少条、采纳了什么、没有采纳什么、为什么；空着就用征求意见公布的说明",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organ = self.subject.session.organ_id if isinstance(self.subject, AgendaItem) else self.subject.organ_id
        asked = Consultation.objects.filter(state__in=OPENED).only("title").order_by("-pk")[:DOCUMENTS_OFFERED]
        offer(self.fields["consultation"], Consultation.objects.filter(pk__in=[row.pk for row in asked]))
        rows = Document.objects.filter(organ=organ).defer("body", "body_html").order_by("-pk")[:DOCUMENTS_OFFERED]
        offer(self.fields["document"], Document.objects.filter(pk__in=[row.pk for row in rows]).order_by("-pk"))

    def arguments(self) -> dict[str, Any]:
        return {"values": {name: self.cleaned_data[name] for name in ITEM}}


class RemoveItem(ActForm):
    item = forms.ModelChoiceField(AgendaItem.objects.none(), label="去掉哪项", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["item"], self.subject.items.order_by("position"))


class Outcome(ActForm):
    outcome = Text(label=OUTCOME["outcome"].label, rows=6, required=False, help_text="会议决定了什么；会公开")
    is_withheld = YesNo(label="这项议题依法保密吗", help_text="保密的，题目和结果都不公开，只公布有几项")
    withheld_basis = Text(
        label=OUTCOME["withheld_basis"].label, required=False, help_text="例如《中华人民共和国保守国家秘密法》第十三条"
    )

    def arguments(self) -> dict[str, Any]:
        return {"values": {name: self.cleaned_data[name] for name in OUTCOME}}


class Record(ActForm):
    record = Text(
        label="会议情况", rows=12, tall=True, required=False, help_text="新闻稿那样写：谁主持、谈了什么；会公开"
    )

    def arguments(self) -> dict[str, Any]:
        return {"values": {"record": self.cleaned_data["record"]}}


class AddFiles(ActForm):
    uploads = Files(label="会议材料", help_text="公布结果的时候一起公开。系统先去掉隐藏的内容，再筛查")
    label = Text(label="说明", help_text="一句话写清是什么")
    error_fields = {"name": "uploads", "content": "uploads"}

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"uploads": [(file.name, file) for file in given["uploads"]], "label": given["label"]}


class RemoveFile(ActForm):
    file = forms.ModelChoiceField(SessionFile.objects.none(), label="去掉哪个", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["file"], self.subject.files.all())


class Invite(ActForm):
    kind = forms.ChoiceField(label=INVITATION["kind"].label)
    name = Text(label=INVITATION["name"].label, help_text="加密保存，不会公开")
    affiliation = Text(label="单位", required=False, help_text="媒体、专家请写单位")
    contact = Text(label=INVITATION["contact"].label, required=False, help_text="手机号、固定电话或者邮箱")
    reason = Text(label=INVITATION["reason"].label, rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["kind"], choices((kind.value, kind.label) for kind in self.subject.invited_kinds()))

    def arguments(self) -> dict[str, Any]:
        return {"values": {name: self.cleaned_data[name] for name in INVITATION}}


class Reason(ActForm):
    reason = Text(label="理由", rows=3)


class PublicReason(ActForm):
    reason = Text(label="原因", rows=3, help_text="公告过的，会写在公开页面上")


class Refusal(ActForm):
    reason = Text(label="理由", rows=3, help_text="报名的人会看到，例如“报名120人，席位20个，这次按报名先后选定”")
