"""The form of a judgement."""

from typing import Any

from django import forms

from interpretation.judging.codes import Ground, Trait
from portal.staff.acts import ActForm
from portal.staff.controls import Text


class Judge(ActForm):
    grounds = forms.MultipleChoiceField(
        label="属于哪些情形",
        required=False,
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="行动计划、实施方案、贯彻落实意见等，勾上任何一项，就要解读",
    )
    traits = forms.MultipleChoiceField(
        label="内容涉及什么",
        required=False,
        choices=Trait.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾上的，解读材料里要写对应的要素",
    )
    is_marked = forms.BooleanField(label="不属于上面的情形，但是需要解读", required=False)
    reason = Text(label="理由", required=False, help_text="勾了上一项的必须写")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        judgement = getattr(self.subject, "judgement", None)
        for name in self.fields if judgement else ():
            self.fields[name].initial = getattr(judgement, name)
