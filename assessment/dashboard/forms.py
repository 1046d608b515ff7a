"""What one may choose on the dashboard, read from the address."""

from dataclasses import replace
from datetime import date

from django import forms
from django.http import QueryDict

from assessment.measures.duties import DUTIES
from assessment.measures.scope import MONTHS, Scope, last_months
from portal.accounts.models import Organ

PERIODS = (("12", "近12个月"), ("year", "本年"), ("month", "本月"))


class AskedMonth(forms.Form):
    """One month, if any."""

    month = forms.DateField(required=False, input_formats=["%Y-%m"])


class Chosen(AskedMonth):
    """All optional; what cannot be read is refused, not ignored."""

    period = forms.ChoiceField(label="时段", choices=PERIODS, required=False)
    organ = forms.SlugField(required=False)
    duty = forms.ChoiceField(choices=[(duty.code, duty.label) for duty in DUTIES], required=False)

    def scope(self, whole: Scope) -> Scope | None:
        """The part of ``whole`` that was asked for; ``None`` when there is no such part."""
        if not self.is_valid():
            return None
        asked = self.cleaned_data
        found = _period(asked["period"], whole)
        if asked["organ"]:
            organ = Organ.objects.filter(code=asked["organ"]).first()
            if organ is None or (whole.organ_ids is not None and organ.pk not in whole.organ_ids):
                return None
            found = found.of(organ.pk)
        if asked["month"]:
            month = found.month(asked["month"])
            found = replace(month, last=min(month.last, whole.last))  # this month as far as it has come, as the chart
        return found.of(duty=asked["duty"])


def chosen(data: QueryDict, whole: Scope) -> Scope | None:
    return Chosen(data).scope(whole)


def _period(period: str, whole: Scope) -> Scope:
    if period == "year":
        return replace(whole, first=date(whole.last.year, 1, 1))
    if period == "month":
        return replace(whole, first=whole.last.replace(day=1))
    return last_months(whole.at, MONTHS, whole.organ_ids)
