"""What a citizen types: an opinion, a questionnaire."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from disclosure.consultations.codes import PersonKind, QuestionKind, Stance
from disclosure.consultations.fields import CONTACT_LENGTH, OPINION_LENGTH
from disclosure.consultations.models import NAME_LENGTH, OpinionFile, Question
from portal.staff.controls import Files, Text, offer_codes

LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""
_CONSENT = (
    ("yes", "同意。去掉个人信息、由机关看过以后，放在这次征求意见的页面上"),
    ("no", "不同意，只给机关看"),
)


def _input(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", **attrs})


def _choose(label: str, choices: Any) -> forms.ChoiceField:
    words = f"请选择{label}"
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": words, "invalid_choice": words},
    )


class _WithDistrict(forms.Form):
    """``districts`` are the names offered."""

    def __init__(self, *args: Any, districts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self.fields["district"], [("", "不填"), *((name, name) for name in districts)])

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)


def _district() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="所在地区",
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": "请从列表里选"},
        help_text="只用来统计",
    )


class OpinionForm(_WithDistrict):
    """Nothing typed is judged here but that a choice is made: the service's words say what to do. ``website`` is a trap
    for machines: people never see it. ``attached`` is what an opinion that is rewritten has already."""

    stance = _choose("态度", Stance.choices)
    text = Text(
        label="意见和理由",
        rows=8,
        help_text=f"写清建议怎么改、为什么，最多{OPINION_LENGTH}个字。请不要写证件号码、银行卡号。",
        error_messages={"required": "请填写意见"},
    )
    person_kind = _choose("您是", PersonKind.choices)
    district = _district()
    enclosures = Files(
        label="附件", required=False, help_text="最多3个，只给机关看；PDF、Word、Excel、图片等，每个不超过100MB"
    )
    dropped = forms.TypedMultipleChoiceField(
        label="去掉这些附件",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "请从列表里选"},
    )
    name = Text(
        label="姓名或者单位",
        required=False,
        widget=_input(autocomplete="name", maxlength=NAME_LENGTH),
        help_text="加密保存，不会公开",
    )
    contact = Text(
        label="电话或者邮箱",
        required=False,
        widget=_input(maxlength=CONTACT_LENGTH),
        help_text="加密保存，机关要向您了解情况时用；公布结果时也告诉您",
    )
    consents = _choose("公开您的意见，让别人也能看到，您同意吗", _CONSENT)
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, attached: Sequence[OpinionFile] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consents"].error_messages |= dict.fromkeys(("required", "invalid_choice"), "请选择是否同意公开")
        self.fields["person_kind"].error_messages |= dict.fromkeys(("required", "invalid_choice"), "请选择您是谁")
        files = [(each.pk, each.file.name) for each in attached if each.file]
        offer_codes(self.fields["dropped"], files)
        if not files:
            del self.fields["dropped"]

    def values(self) -> dict[str, Any]:
        """The keys of ``fields.OPINION``."""
        names = ("stance", "text", "person_kind", "district", "name", "contact")
        texts = {name: self.cleaned_data[name][:LONGEST] for name in names}
        return texts | {"consents": self.cleaned_data["consents"] == "yes"}

    def kept_out(self) -> frozenset[int]:
        """Keys of the attachments to drop."""
        return frozenset(self.cleaned_data.get("dropped", ()))

    def uploads(self) -> list[tuple[str, Any]]:
        return [(upload.name, upload) for upload in self.cleaned_data.get("enclosures", [])]


class QuestionnaireForm(_WithDistrict):
    """One field a question, named ``q-<position>``; a matrix has one more for each of its lines."""

    person_kind = _choose("您是", PersonKind.choices)
    district = _district()
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            for name, label in _names(question):
                self.fields[name] = _field(question, label)

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        """What is wrong with a matrix stands at its first line."""
        known = {f"q-{question.position}": _names(question)[0][0] for question in self.questions}
        super().refuse((known.get(name, name), message) for name, message in messages)

    def blocks(self) -> list[tuple[Question, list[forms.BoundField]]]:
        return [(question, [self[name] for name, _ in _names(question)]) for question in self.questions]

    def answers(self) -> dict[int, list[str]]:
        """As ``services.fill_in`` reads them."""
        return {
            question.position: [each[:LONGEST] for name, _ in _names(question) for each in self._given(name)]
            for question in self.questions
        }

    def _given(self, name: str) -> list[str]:
        value = self.cleaned_data.get(name) or ""
        return value if isinstance(value, list) else [value]

    def who(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("person_kind", "district")}


def _names(question: Question) -> list[tuple[str, str]]:
    """Names and labels of the fields of one question."""
    if question.kind == QuestionKind.MATRIX:
        return [(f"q-{question.position}-{row}", name) for row, name in enumerate(question.rows)]
    return [(f"q-{question.position}", question.text)]


def _field(question: Question, label: str) -> forms.Field:
    """Not required here: what is missing is said by the service, once for each question."""
    wrong = {"invalid_choice": f"第{question.position}题没有这个选项"}
    options = [(str(place), option) for place, option in enumerate(question.options)]
    if question.kind == QuestionKind.TEXT:
        return Text(label=label, required=False, rows=4)
    if question.kind == QuestionKind.MULTIPLE:
        return forms.MultipleChoiceField(
            label=label, required=False, choices=options, widget=forms.CheckboxSelectMultiple, error_messages=wrong
        )
    return forms.ChoiceField(
        label=label, required=False, choices=options, widget=forms.RadioSelect, error_messages=wrong
    )
