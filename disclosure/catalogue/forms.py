"""The forms of the acts on the catalogue. They ask; the services judge."""

from typing import Any, ClassVar

from django import forms

from disclosure.catalogue.column_templates import TEMPLATES
from disclosure.catalogue.controls import Audiences
from disclosure.catalogue.fields import ART12, COLUMN, GUIDE, REGULATION
from disclosure.catalogue.models import Column
from disclosure.catalogue.states import ColumnType, RegulationSubject, UpdateRule
from portal import clock
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.staff.acts import ActForm
from portal.staff.controls import Text, YesNo, choices, offer

_LONG = ("classification", "arrangement", "access")


def _every_template() -> list[tuple[str, str]]:
    """Each statutory column of any kind of organ once, in the order of the table."""
    return [(row.code, row.name) for row in TEMPLATES]


class OfOrgan(ActForm):
    """Something begun for one of the organs the actor keeps the catalogue of."""

    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = Organ.objects.active(clock.local(self.at).date()).domestic()
        if not rules.sees_every_organ(self.actor):
            organs = organs.filter(pk__in=self.actor.organ_ids(Role.DISCLOSURE_HEAD))
        offer(self.fields["organ"], organs)

    def values(self) -> dict[str, Any]:
        """What was filled in besides the organ."""
        return {name: value for name, value in self.cleaned_data.items() if name != "organ" and value not in ("", None)}


class ColumnFields(ActForm):
    name = Text(label=COLUMN["name"].label)
    parent = forms.ModelChoiceField(
        Column.objects.none(), label=COLUMN["parent"].label, required=False, empty_label="没有，放在最上一级"
    )
    kind = forms.ChoiceField(label=COLUMN["kind"].label, choices=choices(ColumnType.choices))
    update_rule = forms.ChoiceField(
        label=COLUMN["update_rule"].label,
        choices=[("", "随有随发"), *UpdateRule.choices],
        required=False,
        help_text="这么久没有新内容就提醒责任单位",
    )
    description = Text(label=COLUMN["description"].label, rows=2, help_text="给公众看的一句话")
    keywords = Text(label=COLUMN["keywords"].label, required=False)
    audiences = Audiences()
    basis = Text(label=COLUMN["basis"].label, required=False)
    position = forms.IntegerField(label=COLUMN["position"].label, initial=100, help_text="小的排在前面")


class CreateColumn(ColumnFields, OfOrgan):
    field_order = ("organ", "name", "code")

    code = Text(label=COLUMN["code"].label, help_text="网址里用的英文、数字和连字符，以后不能改")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = self.fields["organ"].queryset  # type: ignore[attr-defined]  # a field that chooses a row
        offer(self.fields["parent"], Column.objects.filter(organ__in=organs).order_by("organ", "position"))

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "values": self.values()}


class EditColumn(ColumnFields):
    is_active = YesNo(label=COLUMN["is_active"].label, help_text="停用的栏目不再显示，里面的文件还能查到")
    reason = Text(label="修改的原因", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["parent"], Column.objects.filter(organ=self.subject.organ).exclude(pk=self.subject.pk))

    def arguments(self) -> dict[str, Any]:
        changes = dict(self.cleaned_data)
        return {"reason": changes.pop("reason"), "changes": changes}


class ApplyTemplate(OfOrgan):
    leave_out = forms.MultipleChoiceField(
        label="本机关没有这项职能、不设的栏目",
        choices=_every_template,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="已经有的不会重复建",
    )
    reason = Text(label="不设的理由", required=False, rows=3)


class ReviseGuide(OfOrgan):
    """The nine fields of Regulations art. 12; what is left empty stays as in the last version."""

    fieldsets: ClassVar[Any] = (
        ("哪个机关", ("organ",)),
        ("指南内容（空着的沿用上一版）", ART12),
        ("生效", ("effective_from", "change_note")),
    )

    effective_from = forms.DateField(label=GUIDE["effective_from"].label, required=False, help_text="不填就是今天")
    change_note = Text(label=GUIDE["change_note"].label, required=False, help_text="这一版改了什么")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ART12:
            self.fields[name] = Text(label=GUIDE[name].label, required=False, rows=4 if name in _LONG else 0)
        self.dress()

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "values": self.values()}


class ReportGuideChange(OfOrgan):
    changed_on = forms.DateField(label="变动的日期")
    what = Text(label="变动了什么", help_text="例如：办公地址搬迁")


class AdoptRegulation(OfOrgan):
    subject = forms.ChoiceField(label=REGULATION["subject"].label, choices=choices(RegulationSubject.choices))
    title = Text(label=REGULATION["title"].label)
    summary = Text(label=REGULATION["summary"].label, required=False, rows=4)
    effective_from = forms.DateField(label=REGULATION["effective_from"].label)
    document = forms.IntegerField(
        label="制度文件的网页编号", required=False, min_value=1, help_text="制度文件要先在本站发布；编号在它的网址里"
    )

    def arguments(self) -> dict[str, Any]:
        values = self.values()
        return {"document_id": values.pop("document", None), "organ": self.cleaned_data["organ"], "values": values}


class EndRegulation(ActForm):
    on = forms.DateField(label="最后有效的一天")
    reason = Text(label="废止的依据", rows=3)
