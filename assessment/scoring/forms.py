"""The forms of the acts on 年度考评."""

from decimal import Decimal
from typing import Any

from django import forms

from assessment.problems.models import Problem
from assessment.problems.states import COUNTED
from assessment.scoring.fields import self_table
from assessment.scoring.states import Change
from assessment.standards.criteria import plain
from assessment.standards.models import Standard
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer


class OpenYear(ActForm):
    year = forms.IntegerField(label="年度")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = local(self.at).year


class AssessItself(ActForm):
    """One number an item, beside what the system reckons now."""

    summary = Text(label="工作总结", rows=10, tall=True, help_text="做了什么、问题在哪、怎么改。政务公开办和领导小组看")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standard = Standard.objects.with_marks().get(pk=self.subject.standard_id)
        names = []
        for row in standard.criteria.all():
            name = f"own_{row.code}"
            label = self_table(standard)[name].label
            self.fields[name] = forms.DecimalField(
                label=label,
                help_text=f"{row.title}（满分{plain(row.points)}）",
                max_digits=4,
                decimal_places=1,
                min_value=Decimal(0),
            )
            names.append(name)
        self.fieldsets = (("总结", ("summary",)), ("自评", tuple(names)))  # type: ignore[misc]  # of this standard
        self.dress()

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        points = {name.removeprefix("own_"): value for name, value in given.items() if name != "summary"}
        return {"points": points, "summary": given["summary"]}


class Propose(ActForm):
    opinion = Text(label="评议意见", rows=6, help_text="抽查、网页评比的情况，对自评的看法")
    fraud = forms.DecimalField(label="弄虚作假扣分", max_digits=3, decimal_places=1, initial=0, help_text="没有的填0")
    fraud_facts = Text(label="弄虚作假的情况", rows=3, required=False, help_text="扣了分的写明事实和证据")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Correct(ActForm):
    change = forms.ChoiceField(label="更正的内容", choices=choices(Change.choices))
    problem = forms.ModelChoiceField(Problem.objects.none(), label="哪一个问题", empty_label="请选择")
    reason = Text(label="理由", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Problem.objects.filter(organ=self.subject.organ_id, year=self.subject.year, state__in=COUNTED)
        offer(self.fields["problem"], rows)
