"""The forms of 考评标准: one number a field, by item."""

from decimal import Decimal
from typing import Any

from django import forms

from assessment.standards.fields import table_of, values_of
from assessment.standards.models import Standard
from assessment.standards.pricing import places
from assessment.standards.selectors import unpriced
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer_codes


class OpenYear(ActForm):
    year = forms.IntegerField(label="年度")
    basis = Text(label="依据", help_text="例如“临江市政府信息公开考评规定（试行）”")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = local(self.at).year


class Revise(ActForm):
    basis = Text(label="依据", help_text="批准修订的文件或者会议")
    reason = Text(label="为什么修订", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].initial = self.subject.basis


class PriceSource(ActForm):
    fieldsets = (("哪个来源，扣在哪里", ("source", "place")), ("新立一条的", ("title", "points", "at_most")))

    source = forms.ChoiceField(label="来源")
    place = forms.ChoiceField(label="扣在哪里")
    title = Text(label="扣分的情形", required=False, help_text="例如“一次没有按时回应”；并入已有规则的不填")
    points = forms.DecimalField(label="每次扣", min_value=Decimal(0), max_digits=5, decimal_places=1, required=False)
    at_most = forms.IntegerField(label="最多计几次", min_value=0, required=False, help_text="不填或者0表示不限次数")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standard = Standard.objects.with_marks().get(pk=self.subject.pk)
        offer_codes(self.fields["source"], choices(unpriced(standard)))
        offer_codes(self.fields["place"], choices(places(standard)))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        values = {"title": given["title"], "points": given["points"], "at_most": given["at_most"] or 0}
        named = {name: value for name, value in values.items() if value is not None}
        return {"source": given["source"], "place": given["place"], "values": named}


class DropRule(ActForm):
    rule = forms.ChoiceField(label="哪一条")
    reason = Text(label="理由", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standard = Standard.objects.with_marks().get(pk=self.subject.pk)
        offer_codes(self.fields["rule"], choices((rule.code, rule) for rule in standard.rules()))


class Marks(ActForm):
    """All numbers of one standard. ``for_trial`` leaves out what changes no score."""

    def __init__(self, *args: Any, for_trial: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standard = self.standard()
        self.initial = {**values_of(standard), **self.initial}
        groups: list[tuple[str, tuple[str, ...]]] = []
        own = ("excellent", "passing", "may_exceed") if for_trial else None
        for name, field in table_of(standard).items():
            if own is None or name in own or name.partition("_")[0] in ("max", "points", "most"):
                self.fields[name] = _control(name, field.label)
        groups.append(("等次和其他", tuple(name for name in self.fields if _is_own(name))))
        for criterion in standard.criteria.all():
            codes = [rule.code for rule in criterion.rules.all()]
            for rule in criterion.rules.all():
                self.fields[f"points_{rule.code}"].help_text = rule.title
            names = [f"max_{criterion.code}", *(f"{part}_{code}" for code in codes for part in ("points", "most"))]
            groups.append((str(criterion), tuple(names)))
        self.fieldsets = tuple(groups)  # type: ignore[misc]  # the groups follow the rows of this standard
        self.dress()

    def standard(self) -> Standard:
        return Standard.objects.with_marks().get(pk=self.subject.pk)

    def arguments(self) -> dict[str, Any]:
        return {"values": self.typed()}

    def typed(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def _is_own(name: str) -> bool:
    return name.partition("_")[0] not in ("max", "points", "most")


def _control(name: str, label: str) -> forms.Field:
    if name == "basis":
        return Text(label=label)
    if name == "may_exceed":
        return forms.BooleanField(label=label, required=False)
    if name.startswith("most_"):
        return forms.IntegerField(label=label, min_value=0, help_text="0表示不限次数")
    return forms.DecimalField(label=label, min_value=Decimal(0), max_digits=5, decimal_places=1)
