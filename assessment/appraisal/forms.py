"""What a citizen chooses on the sheet, and the forms of the acts on 评议."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from assessment.appraisal.fields import INVITED_AT_MOST
from assessment.appraisal.models import SheetItem
from assessment.appraisal.services.importing import TITLES
from assessment.appraisal.states import INVITED, LEAST, LEAST_AT_LEAST, LEAST_AT_MOST, Dimension, Level
from assessment.standards.selectors import deductions
from portal.accounts.models import Organ
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer, offer_codes


class Sheet(forms.Form):
    """One field a line, named ``i-<position>``. ``website`` is a trap for machines: people never see it."""

    website = forms.CharField(required=False)

    def __init__(self, *args: Any, items: Sequence[SheetItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"i-{item.position}"] = forms.ChoiceField(
                label=f"{item.position}. {item.text}",
                required=False,
                choices=[(str(level.value), level.label) for level in Level],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": f"第{item.position}题没有这个选项"},
            )

    def lines(self) -> list[forms.BoundField]:
        return [self[f"i-{item.position}"] for item in self.items]

    def levels(self) -> dict[int, str]:
        return {item.position: self.cleaned_data.get(f"i-{item.position}", "") for item in self.items}

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)


class Start(ActForm):
    title = Text(label="名称", help_text="例如“2026年政务公开社会评议”")
    notice = Text(label="通知（告示）", rows=6, help_text="评什么、谁来评、怎么参加。放在网站上，同时发给各单位")
    ends_on = forms.DateField(label="截止日期", help_text="这一天24时以前收测评表")
    least = forms.IntegerField(
        label="几份起公布得分",
        initial=LEAST,
        min_value=LEAST_AT_LEAST,
        max_value=LEAST_AT_MOST,
        help_text="一个单位收到的测评表不到这个数，只公布份数：太少，会看出是谁评的",
    )

    def arguments(self) -> dict[str, Any]:
        return {"values": self.cleaned_data}


class SetSheet(ActForm):
    items = Text(
        label="测评表",
        rows=8,
        tall=True,
        help_text="一行一题，写“内容：题目”；内容是组织机构建设、依法公开、工作成效，三项都要有",
    )

    def arguments(self) -> dict[str, Any]:
        codes = {each.label: each.value for each in Dimension}
        rows = [line.replace(":", "：", 1).partition("：") for line in self.cleaned_data["items"].splitlines()]
        return {
            "items": [(codes.get(name.strip(), ""), text.strip()) for name, _, text in rows if (name + text).strip()]
        }


def as_typed(items: Iterable[SheetItem]) -> str:
    """The sheet as ``SetSheet`` reads it."""
    return "\n".join(f"{item.get_dimension_display()}：{item.text}" for item in items)


class Invite(ActForm):
    panel = forms.ChoiceField(label="参评人员", choices=choices((panel.value, panel.label) for panel in INVITED))
    on_paper = forms.IntegerField(
        label="纸质邀请几人",
        min_value=0,
        max_value=INVITED_AT_MOST,
        initial=0,
        help_text="邀请以后下载评议码，一人一个，和邀请函一起送到；系统不登记姓名",
    )
    addresses = Text(label="邮件邀请", rows=4, required=False, help_text="一行一个邮箱地址；马上发出，评议里不保存地址")


class Brief(ActForm):
    briefed_on = forms.DateField(label="日期")
    briefing = Text(label="查阅了什么、听取了谁的汇报", rows=6)

    def arguments(self) -> dict[str, Any]:
        return {"values": self.cleaned_data}


class Outside(ActForm):
    outside_source = Text(label="受委托的单位", help_text="媒体、第三方评估机构、民意调查单位")
    outside_method = Text(label="调查方法", rows=3, help_text="问了谁、怎么问的、什么时候；和结果一起公开")
    upload = forms.FileField(
        label="结果表", help_text=f"CSV或者XLSX，一行一个单位，列名是{'、'.join(TITLES)}；分数是百分制"
    )
    error_fields = {"name": "upload", "content": "upload", "file": "upload"}


class Publish(ActForm):
    summary = Text(label="结果说明", rows=8, tall=True, help_text="总的情况、突出的问题、改进要求；和得分一起公开")


class Problem(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位", empty_label="请选择")
    title = Text(label="问题", help_text="例如“群众反映申请公开得不到按时答复”")
    facts = Text(label="情况和证据", rows=4, help_text="哪一项得分低、参评人员怎么说")
    rule = forms.ChoiceField(label="扣分规则", required=False, help_text="不选的只登记、不扣分")
    difference = Text(label="和已有问题的区别", rows=2, required=False, help_text="同一天按同一条规则已经登记过的才填")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], Organ.objects.filter(judged__appraisal=self.subject))
        offer_codes(self.fields["rule"], deductions(local(self.at).year))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"organ": given.pop("organ"), "rule": given.pop("rule"), "values": given}
