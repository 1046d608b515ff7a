"""The form of a check."""

from typing import Any

from django import forms

from disclosure.repost_checks.fields import CHECK
from portal.staff.acts import ActForm
from portal.staff.controls import Text

USUAL_THRESHOLD = 90
"""A house choice, in percent: what the form starts with."""


class MakeCheck(ActForm):
    starts_on = forms.DateField(label=CHECK["starts_on"].label, help_text="按原文发布时间算")
    ends_on = forms.DateField(label=CHECK["ends_on"].label, help_text="这一天也算")
    threshold = forms.IntegerField(
        label=f"{CHECK['threshold'].label}（%）",
        initial=USUAL_THRESHOLD,
        help_text="低于它的单位列为网站问题，补齐转载以后自动消除",
    )
    note = Text(label=CHECK["note"].label, rows=4, required=False)

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
