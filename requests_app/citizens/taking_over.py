"""A letter of a citizen goes on as a request: its writer adds what a request needs (Regulations art. 29) and agrees."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.files.services import take_again
from portal.receipts import receivers
from portal.receipts.receivers import Carried, Receiver, Taken
from portal.staff.controls import Text, choices
from requests_app.cases import services as cases
from requests_app.cases.fields import ITEM_LENGTH
from requests_app.cases.services.receiving import NOT_ADDRESSED
from requests_app.cases.states import RECEIVERS, Delivery, FilePurpose, Form, IdentityKind
from requests_app.citizens.services import ask_to_prove
from requests_app.citizens.typed import IDENTITY_OF_PERSONS
from requests_app.outcomes import ApplicantKind

_IDENTITY = [(kind.value, IdentityKind(kind).label) for kind in IDENTITY_OF_PERSONS]


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", **attrs})


def _choice(label: str, pairs: Iterable[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices(pairs),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": f"请选择{label}", "invalid_choice": f"请选择{label}"},
    )


class FromLetter(forms.Form):
    """Filled with what the letter says; what is wrong the request itself says."""

    text = Text(
        label="要什么信息",
        rows=6,
        help_text=f"照留言填好了，请改成您要的信息：文件名称、文号、时间范围，或者能认出它的特征。最多{ITEM_LENGTH}个字",
        error_messages={"required": "请写明需要什么信息"},
    )
    name = Text(label="姓名", widget=_line(autocomplete="name"), error_messages={"required": "请填写姓名"})
    identity_kind = _choice("证件", _IDENTITY)
    identity_number = Text(
        label="证件号码",
        widget=_line(autocomplete="off"),
        help_text="法律要求申请写明身份，加密保存",
        error_messages={"required": "请填写证件号码"},
    )
    form = _choice("提供形式", Form.choices)
    delivery = _choice("获取途径", Delivery.choices)
    address = Text(
        label="邮寄地址", required=False, widget=_line(autocomplete="street-address"), help_text="选邮寄的才要填"
    )

    def __init__(self, *args: Any, carried: Carried, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"text": f"{carried.title}\n{carried.text}", "name": carried.name}


def take(carried: Carried, *, added: Mapping[str, str], reason: str, actor: Actor, at: datetime) -> Taken:
    """File it with what the writer added; the files go over, the letter is named in the trail.

    Raises ``InvalidInput`` keyed by the fields of the form.
    """
    values = {
        "applicant_kind": ApplicantKind.NATURAL.value,
        "phone": carried.phone,
        "email": carried.email,
        **{name: added.get(name, "") for name in FromLetter.base_fields if name != "text"},
    }
    try:
        filed = cases.file_online(
            organ=carried.organ, values=values, items=[{"text": added.get("text", "")}], actor=actor, at=at
        )
    except InvalidInput as refused:
        raise InvalidInput({_field(name): words for name, words in refused.messages.items()}) from refused
    record(act="take_over", subject=filed.request, actor=actor, at=at, after={"from": carried.number}, reason=reason)
    rows = [
        cases.attach(
            filed.request,
            cases.Taken(take_again(file, actor=actor, at=at), "", FilePurpose.APPLICATION),
            actor=actor,
            at=at,
        )
        for file in carried.files
    ]
    cases.note_files(filed.request, rows, actor=actor, at=at)
    ask_to_prove(filed.request, at=at)
    return Taken(filed.request.number, filed.code)


def _field(name: str) -> str:
    return "text" if name.startswith("items-") else name


def _why_not(organ: Organ, actor: Actor) -> str:
    if organ.kind in NOT_ADDRESSED:
        return f"不能向{organ.short_name}申请公开。"
    return "" if rules.holds(actor, RECEIVERS, organ.pk) else "请留言人转为申请，要由承办机关办理。"


def register_receiver() -> None:
    receivers.register(Receiver("request", "依申请公开", take, _why_not, form=FromLetter, page="/requests/track/"))
