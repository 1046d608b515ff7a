"""The forms of answers."""

from typing import Any, ClassVar

from django import forms

from disclosure.documents.forms.screening import FindingChoice
from portal.screening.kinds import PERSONAL, SECRECY
from portal.screening.kinds import Kind as Found
from portal.screening.selectors import open_findings
from portal.screening.states import Decision as Verdict
from portal.staff.acts import ActForm
from portal.staff.controls import Text, YesNo, choices, offer
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


class _Settle(ActForm):
    kinds: ClassVar[frozenset[Found]]

    findings = FindingChoice(label="要处理哪些", help_text="已经全部勾上；不一样处理的，去掉勾选，分几次办")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = open_findings(self.subject, self.kinds)
        offer(self.fields["findings"], rows)
        self.fields["findings"].initial = rows


class SettlePersonal(_Settle):
    kinds = PERSONAL

    decision = forms.ChoiceField(
        label="怎么处理",
        widget=forms.RadioSelect,
        choices=(
            (Verdict.MASKED.value, "遮盖：系统把勾选的内容换成星号，不能恢复"),
            (Verdict.KEPT.value, "依法公开，不遮盖"),
            (Verdict.NOT_PERSONAL.value, "不是个人信息"),
        ),
        initial=Verdict.MASKED.value,
    )
    reason = Text(label="理由", required=False, rows=3, help_text="不遮盖的必须填")


class SettleSecrecy(_Settle):
    kinds = SECRECY

    reason = Text(label="保密审查结论", rows=4, help_text="写明为什么可以公开、依据什么条款")

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "decision": Verdict.CLEARED}
