"""The forms of taking a request in and of who handles it."""

from typing import Any

from django import forms

from portal.accounts.models import Organ, User
from portal.clock import local
from portal.staff.controls import Text, choices, offer
from requests_app.cases.fields import APPLICANT, REQUEST
from requests_app.cases.models import DisclosureRequest, RequestItem
from requests_app.cases.services.receiving import NOT_ADDRESSED
from requests_app.cases.states import DRAFTERS, RECEIVERS, Channel, Delivery, Form, IdentityKind, ShownPaper, State
from requests_app.desk.forms import DeskForm
from requests_app.outcomes import APPLICANT_CHOICES

_BY_CLERK = [pair for pair in Channel.choices if pair[0] not in (Channel.ONLINE, Channel.TRANSFER)]
_PERSON = (
    "applicant_kind",
    "name",
    "identity_kind",
    "identity_number",
    "representative",
    "contact_person",
    "phone",
    "email",
    "address",
    "agent_name",
    "agent_identity",
    "needs_help",
)


def items_of(text: str) -> list[dict[str, str]]:
    """One item a paragraph; a blank line begins the next."""
    paragraphs = "\n".join(line.rstrip() for line in text.splitlines()).split("\n\n")
    return [{"text": paragraph.strip()} for paragraph in paragraphs if paragraph.strip()]


class Register(DeskForm):
    """What came by hand, mail, fax or word of mouth. Nothing about the person is obligatory: it is asked for later."""

    fieldsets = (
        ("怎么来的", ("organ", "channel", "arrived_on", "receipt_note")),
        ("要什么信息", ("items", "form", "delivery", "purpose")),
        ("谁申请的", _PERSON),
    )
    error_fields = {"items-0-text": "items"}

    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", empty_label=None)
    channel = forms.ChoiceField(
        label="申请渠道",
        choices=choices(_BY_CLERK),
        help_text="当面提交、口头提出和签收邮件，到达日就是收到日；其他渠道要和申请人确认以后才算收到",
    )
    arrived_on = forms.DateField(label="到达日", help_text="提交、签收或者材料到达机关的日子")
    receipt_note = Text(label="凭据", required=False, help_text="例如：挂号信号码、传真时间")
    items = Text(label="所需信息", rows=6, help_text="照申请书写。有几项的，每项一段，中间空一行")
    form = forms.ChoiceField(label=REQUEST["form"].label, choices=choices(Form.choices))
    delivery = forms.ChoiceField(label=REQUEST["delivery"].label, choices=choices(Delivery.choices))
    purpose = Text(label=REQUEST["purpose"].label, required=False, rows=2, help_text="申请人没有写就空着，不能要求写")
    applicant_kind = forms.ChoiceField(label="申请人类别", choices=choices(APPLICANT_CHOICES))
    name = Text(label=APPLICANT["name"].label, required=False)
    identity_kind = forms.ChoiceField(
        label=APPLICANT["identity_kind"].label, choices=choices(IdentityKind.choices), required=False
    )
    identity_number = Text(label=APPLICANT["identity_number"].label, required=False)
    representative = Text(label=APPLICANT["representative"].label, required=False, help_text="单位申请的填")
    contact_person = Text(label=APPLICANT["contact_person"].label, required=False, help_text="单位申请的填")
    phone = Text(label=APPLICANT["phone"].label, required=False)
    email = Text(label=APPLICANT["email"].label, required=False)
    address = Text(label=APPLICANT["address"].label, required=False)
    agent_name = Text(label=APPLICANT["agent_name"].label, required=False)
    agent_identity = Text(label=APPLICANT["agent_identity"].label, required=False)
    needs_help = Text(label=REQUEST["needs_help"].label, required=False, help_text="例如：视力不好，请用大字")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tell: Any = None
        own = {organ for role in RECEIVERS for organ in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.active(local(self.at).date()).filter(pk__in=own))

    def arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        own = {name: typed.pop(name) for name in ("organ", "channel", "arrived_on", "receipt_note")}
        return own | {"items": items_of(typed.pop("items")), "values": typed, "tell": self.tell}


class Confirm(DeskForm):
    on = forms.DateField(label="确认日", help_text="和申请人双方确认的日子，就是收到日")
    receipt_note = Text(label="怎么确认的", required=False, help_text="例如：电话确认，通话时间和接听人")


class Reach(DeskForm):
    on = forms.DateField(label="恢复联系的日子")
    receipt_note = Text(label="怎么联系上的")


class Assign(DeskForm):
    handler = forms.ModelChoiceField(User.objects.none(), label="交给谁", empty_label="请选择")
    reason = Text(label="说明", required=False, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {"appointments__organ": self.subject.acting_organ_id, "appointments__role__in": DRAFTERS}
        offer(self.fields["handler"], User.objects.filter(is_active=True, **held).distinct().order_by("pk"))


class Reason(DeskForm):
    reason = Text(label="理由", rows=4)


class Merge(DeskForm):
    into = forms.ModelChoiceField(DisclosureRequest.objects.none(), label="归并到", empty_label="请选择")
    reason = Text(label="理由", rows=3, help_text="写明为什么是同一事项")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        index = self.subject.applicant.identity_index
        same = DisclosureRequest.objects.visible_to(self.actor).filter(
            organ=self.subject.organ_id,
            state__in=(State.SUBMITTED, State.HANDLING),
            applicant__identity_index=index or "-",
        )
        offer(self.fields["into"], same.exclude(pk=self.subject.pk))


class _Items(DeskForm):
    items = forms.ModelMultipleChoiceField(
        RequestItem.objects.none(), label="哪几项", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["items"], self.subject.items.all())
        self.fields["items"].label_from_instance = lambda item: f"第{item.position}项：{item.text[:60]}"  # type: ignore[attr-defined]  # of this kind of field

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data | {"items": list(self.cleaned_data["items"])}


class SplitOff(_Items):
    reason = Text(label="理由", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tell: Any = None

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"tell": self.tell}


class Transfer(_Items):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="转给哪个机关", empty_label="请选择")
    consent = Text(label="申请人怎样同意的", help_text="例如：2026年3月5日电话同意")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tell: Any = None
        active = Organ.objects.active(local(self.at).date()).exclude(kind__in=NOT_ADDRESSED)
        offer(self.fields["organ"], active.exclude(pk=self.subject.organ_id))

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"tell": self.tell}


class CheckIdentity(DeskForm):
    """At the counter. Only which paper and the outcome: nothing of the paper itself."""

    shown = forms.ChoiceField(label="出示的证件", choices=choices(ShownPaper.choices))
    checked_on = forms.DateField(label="核对的日子")
    matches = forms.TypedChoiceField(
        label="和申请是不是一致",
        choices=choices([("yes", "一致"), ("no", "不一致")]),
        coerce=lambda value: value == "yes",
        help_text="不一致的，办“通知补正”，请申请人补上身份证明",
    )
