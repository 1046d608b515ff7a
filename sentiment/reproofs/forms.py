"""The form of a measure that was taken."""

from django import forms

from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices
from sentiment.tickets.codes import Measure


class CarryOut(ActForm):
    measure = forms.ChoiceField(label="措施", choices=choices(Measure.choices))
    held_on = forms.DateField(label="落实日期")
    note = Text(label="落实情况", rows=4, help_text="谁约谈了谁、通报发给谁、要求怎么改")
