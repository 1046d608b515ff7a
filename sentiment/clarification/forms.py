"""What a clerk says at each act on a clarification."""

from typing import Any

from django import forms

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Text, YesNo, choices, offer
from sentiment.clarification.codes import Channel, Effect, Kind, NameOf
from sentiment.clarification.states import FINDERS

_NOT_ASKED = (OrganKind.OUTSIDE, OrganKind.PUBLIC_ENTERPRISE)


class Find(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="发现机关", empty_label=None)
    kind = forms.ChoiceField(label="类型", choices=choices(Kind.choices))
    title = Text(label="标题", help_text="例如：关于“自来水停供三天”的澄清。澄清以后公开")
    claim = Text(label="不实的说法", rows=4, help_text="传的是什么，照实写。不写传播的人是谁")
    seen_where = Text(label="在哪里看到的", rows=3, help_text="网址、账号、群、媒体名称；不公开")
    harm = Text(label="可能的影响", rows=3, required=False, help_text="会不会引起误解、影响稳定和秩序；不公开")
    found_at = forms.DateTimeField(label="发现时间", help_text="从这一刻起算报告时限")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {organ for role in FINDERS for organ in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.filter(pk__in=own).order_by("position", "pk"))
        self.fields["found_at"].initial = local(self.at)

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"organ": given.pop("organ"), "values": given}


class Confirm(ActForm):
    organ = forms.ModelChoiceField(
        Organ.objects.none(),
        label="责任机关",
        empty_label=None,
        help_text="按职责确定；它的主要负责人是第一责任人，系统马上通知",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.listed(local(self.at).date()).exclude(kind__in=_NOT_ASKED)
        offer(self.fields["organ"], rows)
        self.fields["organ"].initial = self.subject.organ_id


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Divert(ActForm):
    reason = Text(label="去向", rows=4, help_text="按哪个应急预案、由谁统一发布（《突发事件应对法》）")


class Write(ActForm):
    fieldsets = (
        ("向社会公开的文字", ("title", "claim", "statement", "basis")),
        ("谁批准、在哪里发", ("name_of", "is_sensitive", "organs", "channels")),
    )

    title = Text(label="标题")
    claim = Text(label="不实的说法", rows=3)
    statement = Text(label="准确的信息", rows=8)
    basis = Text(label="事实依据", rows=4, help_text="查了什么、谁证明、哪份文件")
    name_of = forms.ChoiceField(label="以谁的名义", choices=choices(NameOf.choices))
    is_sensitive = YesNo(label="涉及重要事项或者敏感问题吗", yes="是，要市政府批准", no="否")
    organs = forms.ModelMultipleChoiceField(
        Organ.objects.none(),
        label="涉及哪些部门的职责",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选的马上收到征求意见，都同意才能报批；改了文字要重新征求",
    )
    channels = forms.MultipleChoiceField(
        label="发布渠道", choices=Channel.choices, widget=forms.CheckboxSelectMultiple, initial=[Channel.INTERNET.value]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.listed(local(self.at).date()).exclude(kind__in=_NOT_ASKED)
        offer(self.fields["organs"], rows.exclude(pk=self.subject.organ_id))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"organs": list(given.pop("organs")), "values": given}


class ApproveCity(ActForm):
    city_approval = Text(label="批准的依据", help_text="批示、会议纪要的文号或者日期")


class Opinion(ActForm):
    opinion = Text(label="意见", rows=4, required=False)


class Objection(ActForm):
    opinion = Text(label="理由", rows=4, help_text="哪里不准确、应该怎么写")
    error_fields = {"reason": "opinion"}


class Release(ActForm):
    channel = forms.ChoiceField(label="渠道", choices=choices(Channel.choices))
    released_at = forms.DateTimeField(label="发布时间")
    outlet = Text(label="媒体或者栏目", help_text="例如：临江日报头版、市电视台新闻联播后")
    link = Text(label="网址", required=False)

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Evaluate(ActForm):
    effect = forms.ChoiceField(label="效果", choices=choices(Effect.choices))
    effect_note = Text(label="说明", rows=4, help_text="看了哪些平台、传播怎么变化；仍在扩散的，写明下一步")


class Transfer(ActForm):
    authority = Text(label="移送给", help_text="例如：市公安局网络安全保卫支队")
    letter_number = Text(label="移送函文号")
    transferred_on = forms.DateField(label="移送日期")
    matter = Text(label="移送的情况和线索", rows=5, help_text="只有工作人员能看到")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}
