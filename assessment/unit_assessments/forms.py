"""The forms of the acts on 内部考评."""

from typing import Any

from django import forms

from assessment.standards.forms import Marks
from assessment.standards.models import Standard
from assessment.unit_assessments.selectors import organs_to_begin
from portal.accounts.models import Organ
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Text, offer


class Begin(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位", empty_label="请选择")
    year = forms.IntegerField(label="年度")
    name = Text(label="细则名称", help_text="例如“市教育局政府信息公开考评细则”")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = local(self.at).date()
        self.fields["year"].initial = today.year
        offer(self.fields["organ"], organs_to_begin(self.actor, today))


class UnitMarks(Marks):
    """The numbers of the city's standard, as the organ has them now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, for_trial=True, **kwargs)
        del self.fields["may_exceed"]

    def standard(self) -> Standard:
        row: Standard = self.subject.marked_standard()
        return row
