"""The forms of the acts on 检查."""

from typing import Any

from django import forms

from assessment.inspection.services import PAGES_AT_MOST
from assessment.inspection.states import WAYS
from assessment.standards.selectors import deductions
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, choices, offer_codes


class Start(ActForm):
    fieldsets = (
        ("查什么，怎么查", ("title", "way", "announced", "scope")),
        ("抽多少", ("organs", "pages")),
    )

    title = Text(label="名称", help_text="例如“2026年第二季度政务公开抽查”")
    way = forms.ChoiceField(label="检查方式", choices=choices((way.value, way.label) for way in WAYS))
    announced = YesNo(label="事先通知单位", help_text="明查暗访不通知；不通知的，办结以后单位才看得到")
    scope = Text(label="检查内容和要求", rows=3, required=False)
    organs = forms.IntegerField(label="抽几个单位", min_value=1)
    pages = forms.IntegerField(
        label="抽几个网页",
        min_value=0,
        max_value=PAGES_AT_MOST,
        initial=0,
        help_text="从抽中的单位已经公开的文件里抽；只有网站抽查和评议看网页",
    )

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"organs": given.pop("organs"), "pages": given.pop("pages"), "values": given}


class Fault(ActForm):
    facts = Text(label="情况", rows=5, help_text="时间、地点、看到了什么")
    occurred_on = forms.DateField(label="发生日期")
    rule = forms.ChoiceField(label="扣分规则", required=False, help_text="不选的只登记、不扣分")
    difference = Text(
        label="和已有问题的区别",
        rows=2,
        required=False,
        help_text="同一天按同一条规则在检查以外已经登记过的才填：同一个问题只扣一次",
    )
    uploads = Files(label="照片、截图、记录", required=False, help_text="可以选几个。本单位看得到，不公开")
    error_fields = {"name": "uploads", "content": "uploads"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["rule"], deductions(local(self.at).year))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"uploads": [(file.name, file) for file in given["uploads"]]}


class Report(ActForm):
    report = Text(label="检查报告", rows=8, tall=True, help_text="查了什么、好在哪里、问题是什么、要求怎么改")
