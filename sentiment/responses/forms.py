"""The forms of answers."""

from typing import Any

from django import forms

from portal.staff.acts import ActForm
from portal.staff.controls import Text, YesNo, choices
from sentiment.responses.codes import Form, Kind


class Write(ActForm):
    fieldsets = (
        ("回应", ("kind", "form", "title", "question", "body")),
        ("依据和三个要素", ("fact_basis", "causes", "solution", "limits")),
        ("处置结果", ("result",)),
        ("新闻发布会", ("held_at", "place")),
    )
    later = ("question", "body", "fact_basis")

    kind = forms.ChoiceField(label="种类", choices=choices(Kind.choices))
    form = forms.ChoiceField(label="形式", choices=choices(Form.choices))
    title = Text(label="标题")
    question = Text(label="群众关切", rows=3, required=False, help_text="群众问的是什么，公开显示")
    body = Text(label="回应内容", rows=8, required=False)
    fact_basis = Text(label="事实依据", rows=3, required=False, help_text="核实的材料和结论，只在内部看")
    causes = Text(label="问题成因", rows=3, required=False, help_text="民生热点要讲清成因、方案和制约因素")
    solution = Text(label="解决方案", rows=3, required=False)
    limits = Text(label="制约因素", rows=3, required=False)
    result = Text(label="处置结果", rows=3, required=False, help_text="种类是“处置结果”的必填；办结以前要公布")
    held_at = forms.DateTimeField(label="发布会时间", required=False)
    place = Text(label="发布会地点和发布人", required=False)

    def arguments(self) -> dict[str, Any]:
        return {"values": self.cleaned_data}


class Concur(ActForm):
    is_agreed = YesNo(label="口径是否一致", yes="一致", no="不一致")
    opinion = Text(label="意见", rows=4, required=False, help_text="不一致的必须写")


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Withdraw(ActForm):
    reason = Text(label="向社会公开的理由", rows=4, help_text="会写在原来的页面上，不要写个人信息")
