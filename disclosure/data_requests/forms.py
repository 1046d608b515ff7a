"""What a citizen types, and what a clerk says."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from disclosure.data_requests.fields import ANSWER, EMAIL_LENGTH, REQUEST
from disclosure.data_requests.states import Outcome
from disclosure.datasets.models import Dataset
from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer, offer_codes

LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""
_CONSENT = (("yes", "同意，别人也能看到需求和答复"), ("no", "不同意，只答复我"))


def _input(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", **attrs})


class DataRequestForm(forms.Form):
    """``website`` is a trap for machines: people never see it."""

    title = Text(
        label=REQUEST["title"].label,
        widget=_input(),
        help_text="例如“全市公共停车场的位置和车位数”",
        error_messages={"required": "请填写想要的数据"},
    )
    organ = forms.ChoiceField(
        label="向哪个机关提",
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": "请选择机关", "invalid_choice": "请另选一个机关"},
    )
    wanted = Text(
        label=REQUEST["wanted"].label,
        rows=5,
        help_text="范围、时间、字段、更新频率。请不要写自己或者别人的个人信息：写了也会遮盖。",
        error_messages={"required": "请写明需要哪些内容"},
    )
    purpose = Text(label=REQUEST["purpose"].label, required=False, rows=3, help_text="有助于机关判断怎么整理")
    email = Text(
        label=REQUEST["email"].label,
        required=False,
        widget=_input(autocomplete="email", inputmode="email", type="email", maxlength=EMAIL_LENGTH),
        help_text="有答复时发邮件告诉您。加密保存，答复以后6个月清除",
    )
    consents = forms.ChoiceField(
        label="答复以后公开，您同意吗",
        choices=_CONSENT,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是否同意公开", "invalid_choice": "请选择是否同意公开"},
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, organs: Mapping[str, Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = organs
        offer_codes(self.fields["organ"], choices((code, organ.name) for code, organ in organs.items()))

    def addressee(self) -> Organ:
        return self.organs[self.cleaned_data["organ"]]

    def values(self) -> dict[str, Any]:
        """The keys of ``fields.REQUEST``."""
        names = ("title", "wanted", "purpose", "email")
        texts = {name: self.cleaned_data[name][:LONGEST] for name in names}
        return texts | {"consents": self.cleaned_data["consents"] == "yes"}

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)


class Answer(ActForm):
    outcome = forms.ChoiceField(label=ANSWER["outcome"].label, choices=choices(Outcome.choices))
    dataset = forms.ModelChoiceField(
        Dataset.objects.none(),
        label=ANSWER["dataset"].label,
        required=False,
        empty_label="没有",
        help_text="已经开放的，选公众能看到的数据集",
    )
    answer = Text(label=ANSWER["answer"].label, rows=6, help_text="不能开放的写明理由和依据；不归本单位的写明找谁")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["dataset"], Dataset.objects.public().order_by("title"))

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Reason(ActForm):
    reason = Text(label="理由", rows=3)
