"""What a clerk says at each act on a meeting."""

from typing import Any

from django import forms

from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, choices, offer
from sentiment.meetings.models import MeetingFile
from sentiment.meetings.states import PLANNERS, Kind


class Change(ActForm):
    kind = forms.ChoiceField(label="形式", choices=choices(Kind.choices))
    title = Text(label="主题")
    summary = Text(label="内容", rows=5, help_text="谈什么、为什么、和谁有关")
    starts_at = forms.DateTimeField(label="举行时间")
    place = Text(label="地点或者入口", help_text="会场，或者在线直播的网址")
    guests = Text(label="嘉宾、发布人", help_text="单位、职务、姓名")
    questions_until = forms.DateTimeField(label="提问截止", required=False, help_text="不填就不征集问题")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Plan(Change):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="主办机关", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {organ for role in PLANNERS for organ in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.filter(pk__in=own).order_by("position", "pk"))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"organ": given.pop("organ"), "values": given}


class Record(ActForm):
    head_attended = YesNo(label="主要负责人出席了吗", yes="出席", no="没有出席")
    press = Text(label="到场媒体", rows=3, required=False, help_text="一行一家；在线访谈可以不填")
    record = Text(label="实录", rows=14, tall=True, help_text="问和答都写下来：听不到、没有看直播的人也能知道说了什么")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class AddFiles(ActForm):
    uploads = Files(label="照片、材料、录音", help_text="实录公开的时候一起公开。系统先去掉隐藏的内容，再筛查")
    label = Text(label="说明", help_text="一句话写清是什么；照片写出画面，听不到、看不到的人靠它知道")
    error_fields = {"name": "uploads", "content": "uploads"}

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"uploads": [(file.name, file) for file in given["uploads"]], "label": given["label"]}


class RemoveFile(ActForm):
    file = forms.ModelChoiceField(MeetingFile.objects.none(), label="去掉哪个", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["file"], self.subject.files.all())


class Reason(ActForm):
    reason = Text(label="原因", rows=3, help_text="会写在公开页面上")
