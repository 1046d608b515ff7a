"""What a clerk types about a data set and about the columns of a version."""

from typing import Any

from django import forms

from disclosure.datasets.checking import Drawing
from disclosure.datasets.codes import NUMERIC, ChartKind, ColumnType, Domain, Period
from disclosure.datasets.columns import SLOTS, Column, with_slots
from disclosure.datasets.fields import DATASET, NOTE
from disclosure.datasets.states import EDITORS
from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer, offer_codes


class _Described(ActForm):
    title = Text(label=DATASET["title"].label, help_text="例如“临江市公共停车场名录”")
    description = Text(
        label=DATASET["description"].label, rows=4, help_text="有什么、从哪里来、统计口径、可以拿来做什么"
    )
    domain = forms.ChoiceField(
        label=DATASET["domain"].label,
        choices=choices(Domain.choices),
        help_text="民生保障、公共服务、市场监管的数据优先开放",
    )
    keywords = Text(label=DATASET["keywords"].label, required=False, help_text="用顿号隔开，最多8个")
    contact = Text(label=DATASET["contact"].label, help_text="公务电话或者公务邮箱，会公开")
    period = forms.ChoiceField(
        label=DATASET["period"].label,
        choices=choices(Period.choices),
        help_text="向社会承诺；到期没有更新会提醒、会公开显示",
    )

    def typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DATASET}


class Create(_Described):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="提供单位", empty_label=None)
    field_order = ("organ", *DATASET)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {organ for role in EDITORS for organ in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.filter(pk__in=own).order_by("position", "pk"))

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "values": self.typed()}


class Change(_Described):
    def arguments(self) -> dict[str, Any]:
        return {"values": self.typed()}


class Upload(ActForm):
    upload = forms.FileField(
        label="文件",
        help_text="CSV（UTF-8或者GB18030）或者XLSX（一张工作表），第一行是列名，最多10万行、40列、20MB。不要放个人信息。",
    )
    note = Text(label=NOTE["note"].label, required=False, help_text="会公开，例如“补充了5月新开的停车场”")
    error_fields = {"file": "upload"}


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class PublicReason(ActForm):
    reason = Text(label="向社会公开的原因", rows=4, help_text="会写在原来的页面上，不要写个人信息")


_TYPES = tuple((value, label) for value, label in ColumnType.choices)


class Columns(ActForm):
    """Four controls for each column of the file, then what belongs to all of them."""

    key = forms.ChoiceField(
        label="每行的标识",
        required=False,
        help_text="每行不同的一列，例如编号。有了它，新旧版本能逐行比出修改",
    )
    chart_kind = forms.ChoiceField(label="图表", required=False, choices=ChartKind.choices)
    chart_label = forms.ChoiceField(label="横轴", required=False, help_text="按哪一列分组")
    chart_value = forms.ChoiceField(label="数值", required=False, help_text="把哪一列加起来；不选就数行数")
    is_looked_through = forms.BooleanField(label="我逐列看过：公开的列里没有能认出个人的信息，列的类型和说明是对的")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns: tuple[Column, ...] = self.subject.all_columns
        groups = []
        for column in self.columns:
            groups.append((f"{column.letter}列：{column.title}", self._ask(column)))
        self.fieldsets = (  # type: ignore[misc]  # each file has its own
            *groups,
            ("整个数据集", ("key", "chart_kind", "chart_label", "chart_value", "is_looked_through")),
        )
        titles = [("", "没有"), *((each.title, each.title) for each in self.columns)]
        numbers = [("", "数行数"), *((each.title, each.title) for each in self.columns if each.type in NUMERIC)]
        values = titles if self.is_bound else numbers  # a type may have been changed in the same form
        for name, offered in (("key", titles), ("chart_label", titles), ("chart_value", values)):
            offer_codes(self.fields[name], offered)
        self._begin()
        self.dress()
        self.fields["is_looked_through"].error_messages["required"] = "请逐列看过以后勾选"

    def _ask(self, column: Column) -> tuple[str, ...]:
        name = f"c{column.place}"
        self.fields[f"{name}_type"] = forms.ChoiceField(label="类型", choices=_TYPES, initial=column.type)
        self.fields[f"{name}_words"] = Text(label="说明", required=False, initial=column.words)
        self.fields[f"{name}_open"] = forms.BooleanField(label="公开这一列", required=False, initial=column.is_open)
        self.fields[f"{name}_filter"] = forms.BooleanField(
            label=f"可以按它筛选（最多{SLOTS}列）", required=False, initial=bool(column.slot)
        )
        return (f"{name}_type", f"{name}_words", f"{name}_open", f"{name}_filter")

    def _begin(self) -> None:
        chart = self.subject.chart
        begun = {"key": self.subject.key, "chart_kind": chart.get("kind", "")}
        begun |= {"chart_label": chart.get("label", ""), "chart_value": chart.get("value", "")}
        for name, value in begun.items():
            self.fields[name].initial = value

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        chosen = [
            Column(
                place=each.place,
                title=each.title,
                type=given[f"c{each.place}_type"],
                words=given[f"c{each.place}_words"],
                is_open=given[f"c{each.place}_open"],
            )
            for each in self.columns
        ]
        keyed = [each.place for each in chosen if each.is_open and given[f"c{each.place}_filter"]]
        kind = given["chart_kind"]
        drawing = Drawing(kind, given["chart_label"], given["chart_value"]) if kind else Drawing()
        return {"columns": with_slots(chosen, keyed), "key": given["key"], "drawing": drawing}
