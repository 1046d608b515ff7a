"""Controls the forms of columns and of documents share."""

from typing import Any

from django import forms

from disclosure.catalogue.audiences import CHOICES, split


class Audiences(forms.MultipleChoiceField):
    """适用对象: ticked; begins with the text as it is stored."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        words = "按这些人关注的读者会收到；不选就按栏目的，栏目也没有就是面向所有人"
        super().__init__(label="适用对象", choices=CHOICES, required=False, help_text=words)

    def prepare_value(self, value: Any) -> Any:
        return split(value) if isinstance(value, str) else value
