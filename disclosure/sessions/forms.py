"""What a citizen types who wants to sit in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from disclosure.sessions.codes import ObserverKind
from disclosure.sessions.fields import CONTACT_LENGTH, NAME_LENGTH, REASON_LENGTH
from disclosure.sessions.models import LINE_LENGTH, AgendaItem
from portal.staff.controls import Text, offer_codes

LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""


def _input(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", **attrs})


class RegistrationForm(forms.Form):
    """Nothing typed is judged here but that a choice is made: the service's words say what to do. ``website`` is a trap
    for machines: people never see it."""

    kind = forms.ChoiceField(
        label="您的身份",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择您的身份", "invalid_choice": "请选择您的身份"},
    )
    item = forms.ChoiceField(
        label="最想听哪项议题",
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": "请从列表里选"},
    )
    reason = Text(
        label="和议题有什么关系",
        rows=4,
        help_text=f"例如住在改造的小区、在学校门口开店；最多{REASON_LENGTH}个字。座位不够时按这里写的挑选。",
        error_messages={"required": "请写明和议题有什么关系"},
    )
    name = Text(
        label="姓名",
        widget=_input(autocomplete="name", maxlength=NAME_LENGTH),
        help_text="和身份证件上一样，入场时核对。加密保存，不会公开",
        error_messages={"required": "请填写姓名"},
    )
    affiliation = Text(
        label="单位，或者住在哪里",
        required=False,
        widget=_input(maxlength=LINE_LENGTH),
        help_text="媒体、专家请写单位。加密保存，不会公开",
    )
    contact = Text(
        label="手机号或者邮箱",
        widget=_input(maxlength=CONTACT_LENGTH),
        help_text="有答复时通知您。加密保存，会后6个月清除",
        error_messages={"required": "请填写手机号或者邮箱"},
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, kinds: Sequence[ObserverKind], items: Sequence[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", [(kind.value, kind.label) for kind in kinds])
        self._offer("item", [("", "都可以"), *((str(item.pk), item.title) for item in items)])

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        offer_codes(self.fields[name], choices)

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)

    def values(self) -> dict[str, Any]:
        """The keys of ``fields.REGISTRATION``."""
        return {
            name: self.cleaned_data[name][:LONGEST] for name in ("kind", "name", "affiliation", "contact", "reason")
        }

    def wanted(self) -> int | None:
        return int(self.cleaned_data["item"]) if self.cleaned_data["item"] else None
