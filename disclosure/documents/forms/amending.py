"""更正, 撤下, 关联: what happens beside and after publication."""

from typing import Any

from django import forms

from disclosure.catalogue.controls import Audiences
from disclosure.catalogue.models import Column
from disclosure.documents.codes import Channel, RelationKind
from disclosure.documents.fields import CORRECTABLE
from disclosure.documents.forms.controls import DocumentReference, find, label
from disclosure.documents.forms.deciding import TICKS, Questions
from disclosure.documents.models import DocumentRelation
from disclosure.documents.topics import SUBTOPIC_CHOICES, TOPIC_CHOICES
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer


class ProposeCorrection(ActForm):
    fieldsets = (("更正成什么", CORRECTABLE), ("说明和核对", ("reason", *TICKS)))

    title = Text(label=label("title"), rows=2)
    body = Text(label=label("body"), rows=20, tall=True)
    summary = Text(label=label("summary"), required=False, rows=3)
    keywords = Text(label=label("keywords"), required=False)
    contact = Text(label=label("contact"), required=False)
    printed_on = forms.DateField(label=label("printed_on"), required=False)
    effective_on = forms.DateField(label=label("effective_on"), required=False)
    expires_on = forms.DateField(label=label("expires_on"), required=False)
    source_name = Text(label=label("source_name"), required=False)
    source_url = Text(label=label("source_url"), required=False)
    reason = Text(label="哪里错了，为什么要更正", rows=4, help_text="更正后会写在公开页面上")
    wording_checked = forms.BooleanField(label="文字已校对", required=False)
    facts_checked = forms.BooleanField(label="事实已核对", required=False)
    expression_checked = forms.BooleanField(label="敏感表述已核对", required=False)

    def arguments(self) -> dict[str, Any]:
        changes = {name: self.cleaned_data[name] for name in CORRECTABLE}
        ticks = {name: self.cleaned_data[name] for name in TICKS}
        return {"changes": changes, "reason": self.cleaned_data["reason"], **ticks}


class ClearCorrection(Questions):
    basis = Text(label="依据", help_text="写明条款")
    opinion = Text(label="意见", required=False, rows=3)


class Recall(ActForm):
    reason = Text(label="召回的理由", rows=4, help_text="会写在公开页面上")
    hides_title = forms.BooleanField(
        label="标题也不能再公开，一并隐去", required=False, help_text="例如标题里有个人隐私"
    )


class Withdraw(Recall):
    reason = Text(label="撤回的理由", rows=4, help_text="会写在公开页面上")
    successor = DocumentReference(
        label="由哪件代替", required=False, help_text="填代替它的文件的发文字号或者网址里的编号，页面会给出链接"
    )
    field_order = ("reason", "successor", "hides_title")

    def clean_successor(self) -> Any:
        return find(self, "successor")


class Relate(ActForm):
    kind = forms.ChoiceField(label="本文件对它做什么", choices=RelationKind.choices, widget=forms.RadioSelect)
    target = DocumentReference(label="哪一件", help_text="发文字号，或者网址里的编号")
    takes_effect_on = forms.DateField(
        label="从哪天起生效", required=False, help_text="修改、废止、替代的，不填就从本文件施行时起"
    )
    note = Text(label="说明", required=False)

    def clean_target(self) -> Any:
        return find(self, "target")


class Unrelate(ActForm):
    relation = forms.ModelChoiceField(
        DocumentRelation.objects.none(), label="删哪一条", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = DocumentRelation.objects.filter(source=self.subject).select_related("target", "source")
        offer(self.fields["relation"], rows)


class Reclassify(ActForm):
    column = forms.ModelChoiceField(
        Column.objects.none(), label=label("column"), required=False, empty_label="请选择", help_text="只列本机关的栏目"
    )
    topic = forms.ChoiceField(label=label("topic"), choices=choices(TOPIC_CHOICES), required=False)
    subtopic = forms.ChoiceField(label=label("subtopic"), choices=choices(SUBTOPIC_CHOICES), required=False)

    audiences = Audiences()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["column"], Column.objects.filter(organ=self.subject.organ_id, is_active=True))

    def arguments(self) -> dict[str, Any]:
        return {"changes": dict(self.cleaned_data)}


class ReportOverturned(ActForm):
    overturned_on = forms.DateField(label="变更、撤销的日期")
    reason = Text(label="情况说明", rows=4, help_text="由谁、用哪份文书变更或者撤销的")


class RegisterChannel(ActForm):
    channel = forms.ChoiceField(label="渠道", choices=choices(Channel.choices))
    released_at = forms.DateTimeField(label="这个渠道的发布时间", help_text="不能早于网站的发布时间")
    link = Text(label="网址", required=False, help_text="微博、微信、新闻报道等的链接，会在公开页面上给出")
    note = Text(label="在哪里", required=False, help_text="例如：版面、频道和时段、张贴的地点，会写在公开页面上")


class Repeal(ActForm):
    repealed_on = forms.DateField(label="从哪天起废止")
    reason = Text(label="理由或者依据的文件", rows=3)


class Expire(ActForm):
    expires_on = forms.DateField(label="有效到哪天", help_text="这是有效的最后一天")
    reason = Text(label="理由或者依据的文件", rows=3)


class Answer(ActForm):
    answer = Text(label="处理情况", rows=4)
