"""What a citizen types, and the filter of the public list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.receipts import real_name
from portal.staff.controls import Files, Text, offer_codes
from portal.typed_text import without_unseen
from sentiment.mailbox.codes import KINDS
from sentiment.mailbox.fields import EMAIL_LENGTH, NAME_LENGTH, TEXT_LENGTH
from sentiment.mailbox.models import TITLE_LENGTH
from sentiment.mailbox.states import FILES_AT_MOST

LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""
YEARS = (2000, 2200)
_CONSENT = (
    ("yes", "同意。答复以后去掉个人信息，由机关审核再公开"),
    ("no", "不同意，只答复我"),
)


def _input(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", **attrs})


def _kinds() -> list[tuple[str, str]]:
    return [(row.kind.value, f"{row.kind.label}　{row.hint}") for row in KINDS.values()]


def _organs(organs: Mapping[str, Organ]) -> list[Any]:
    """Grouped by kind, the way out first."""
    by_kind: list[Any] = [("", "不知道归谁管，请政务公开办转给负责的机关")]
    for kind in OrganKind:
        found = [(code, organ.name) for code, organ in organs.items() if organ.kind == kind]
        if found:
            by_kind.append((kind.label, found))
    return by_kind


class MessageForm(forms.Form):
    """Nothing typed is judged here but that a choice is made: the service's words say what to do. ``website`` is a trap
    for machines: people never see it."""

    kind = forms.ChoiceField(
        label="类别",
        choices=_kinds,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择类别", "invalid_choice": "请选择类别"},
    )
    organ = forms.ChoiceField(
        label="给哪个机关",
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": "不能给这个机关留言，请另选一个"},
    )
    title = Text(
        label="标题",
        widget=_input(),
        help_text=f"一句话，最多{TITLE_LENGTH}个字",
        error_messages={"required": "请填写标题"},
    )
    text = Text(
        label="内容",
        rows=8,
        help_text=f"写清时间、地点、经过和要求，最多{TEXT_LENGTH}个字。请不要写证件号码、银行卡号。",
        error_messages={"required": "请填写内容"},
    )
    attachments = Files(
        label="附件",
        required=False,
        help_text=f"最多{FILES_AT_MOST}个，照片、PDF、Word、Excel都可以；给机关看，不公开",
    )
    name = Text(
        label="姓名",
        required=False,
        widget=_input(autocomplete="name", maxlength=NAME_LENGTH),
        help_text="加密保存，公开时不会出现",
    )
    identity_number = Text(
        label="身份证号码",
        required=False,
        widget=_input(autocomplete="off", maxlength=18),
        help_text="填了就和姓名一起核验，只记核验结果和时间，不保存号码；公开时仍然匿名",
    )
    phone = Text(
        label="联系电话",
        required=False,
        widget=_input(autocomplete="tel", inputmode="tel", type="tel"),
        help_text="电话和邮箱至少留一个，机关核实情况、告诉您结果时用",
    )
    email = Text(
        label="电子邮箱",
        required=False,
        widget=_input(autocomplete="email", inputmode="email", type="email", maxlength=EMAIL_LENGTH),
        help_text="有答复时发邮件告诉您",
    )
    consents = forms.ChoiceField(
        label="答复以后公开，让别人也能看到，您同意吗",
        choices=_CONSENT,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是否同意公开", "invalid_choice": "请选择是否同意公开"},
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, organs: Mapping[str, Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = organs
        offer_codes(self.fields["organ"], _organs(organs))
        self.fields["attachments"].widget.attrs["class"] = "input"
        if not real_name.is_on():
            del self.fields["identity_number"]

    def addressee(self) -> Organ | None:
        return self.organs.get(self.cleaned_data["organ"])

    def values(self) -> dict[str, Any]:
        """The keys of ``fields.MESSAGE``."""
        names = ("kind", "title", "text", "name", "phone", "email")
        texts = {name: self.cleaned_data[name][:LONGEST] for name in names}
        return texts | {"consents": self.cleaned_data["consents"] == "yes"}

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)


class FilterForm(forms.Form):
    """Nothing typed here is an error: what means nothing filters nothing."""

    organ = forms.SlugField(required=False)
    kind = forms.SlugField(required=False)
    year = forms.IntegerField(required=False, min_value=YEARS[0], max_value=YEARS[1])
    q = forms.CharField(required=False, max_length=100)

    def chosen(self) -> dict[str, Any]:
        """The arguments of ``selectors.public_messages``."""
        self.full_clean()
        clean = self.cleaned_data
        words = without_unseen(clean.get("q") or "")
        names = {name: clean.get(name) or "" for name in ("organ", "kind")}
        return names | {"year": clean.get("year"), "words": words}
