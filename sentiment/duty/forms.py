"""The form of a stretch of duty."""

from typing import Any

from django import forms

from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Text, offer
from sentiment.tickets.codes import Source
from sentiment.tickets.forms import own_organs


class RecordWatch(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="监测单位", empty_label=None)
    starts_at = forms.DateTimeField(label="开始")
    ends_at = forms.DateTimeField(label="结束", help_text="一次最多24小时，交接班各登记各的")
    sources = forms.MultipleChoiceField(
        label="监测了哪些来源", choices=Source.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    note = Text(label="情况", rows=3, required=False, help_text="有没有苗头，登记了哪几件。不写个人信息")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))
