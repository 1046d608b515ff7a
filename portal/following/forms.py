"""What a reader types to follow something. ``website`` is a trap for machines: people never see it."""

from django import forms

from portal.following.states import ADDRESS_LENGTH, Frequency


def _address() -> forms.EmailField:
    wrong = "请填写完整的邮箱地址，例如 name@example.com"
    return forms.EmailField(
        label="邮箱",
        max_length=ADDRESS_LENGTH,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": "请填写邮箱", "invalid": wrong, "max_length": f"最多{ADDRESS_LENGTH}个字符"},
    )


class LinkForm(forms.Form):
    address = _address()
    website = forms.CharField(required=False, widget=forms.HiddenInput)


class FollowForm(LinkForm):
    frequency = forms.ChoiceField(
        label="多久一封",
        choices=Frequency.choices,
        initial=Frequency.DAILY,
        error_messages={"required": "请选择多久一封", "invalid_choice": "请选择每天一封或者每周一封"},
    )
