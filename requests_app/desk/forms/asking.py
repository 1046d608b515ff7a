"""The forms of asking the applicant, third parties and other organs, of extending and charging."""

from typing import Any

from django import forms

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.clock import local
from portal.staff.controls import Text, YesNo, choices, offer
from requests_app.asking.models import Demand
from requests_app.asking.states import Lack
from requests_app.cases.fields import APPLICANT
from requests_app.cases.states import IdentityKind
from requests_app.consulting.models import Consultation
from requests_app.consulting.services import Opinion
from requests_app.consulting.states import AGAINST, ConsultationState, PartyKind
from requests_app.desk.forms import DeskForm
from requests_app.serving.rules import means_fault
from requests_app.serving.states import Means

_OPINIONS = (
    (Opinion.AGREES.value, "同意公开"),
    (Opinion.OBJECTS.value, "不同意公开"),
    (Opinion.OBJECTS_PARTLY.value, "部分不同意"),
)


class ToApplicant(DeskForm):
    """Base of forms that send a letter to the applicant: only the ways open to this applicant are offered."""

    means = forms.ChoiceField(label="送达方式", choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = self.subject
        fits = [
            pair for pair in Means.choices if not means_fault(pair[0], channel=case.channel, delivery=case.delivery)
        ]
        self.fields["means"].choices = choices(fits)  # type: ignore[attr-defined]  # a field of choices


class NotifyCorrection(ToApplicant):
    lacks = forms.MultipleChoiceField(
        label="缺什么",
        choices=Lack.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="只能要求补正这三类。不能要求说明用途，不能以“一事一申请”为由要求补正",
    )
    guidance = Text(label="补正的内容和指导", rows=5, help_text="一次说全：缺什么、怎么补。写得让人看得懂")
    days = forms.IntegerField(label="补正期限（日）", initial=15, help_text="由机关确定，一般15日，从申请人收到起算")
    order = ("lacks", "guidance", "days", "means")


class ReceiveCorrection(DeskForm):
    on = forms.DateField(label="收到补正的日子", help_text="答复期限从第二天起重新计算")
    answer = Text(label="补正的内容", rows=4)
    name = Text(label=APPLICANT["name"].label, required=False, help_text="补正了身份、联系方式的，填在下面")
    identity_kind = forms.ChoiceField(
        label=APPLICANT["identity_kind"].label, choices=choices(IdentityKind.choices), required=False
    )
    identity_number = Text(label=APPLICANT["identity_number"].label, required=False)
    phone = Text(label=APPLICANT["phone"].label, required=False)
    email = Text(label=APPLICANT["email"].label, required=False)
    address = Text(label=APPLICANT["address"].label, required=False)

    def arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        own = {name: typed.pop(name) for name in ("on", "answer")}
        return own | {"applicant": typed}


class DemandReasons(ToApplicant):
    facts = Text(label="数量、频次的事实", rows=4, help_text="写明多长时间里申请了多少件、内容怎样重复")
    answer_by = forms.DateField(label="说明理由的最晚日期")
    order = ("facts", "answer_by", "means")


class AnswerDemand(DeskForm):
    answer = Text(label="申请人说明的理由", rows=4, required=False)
    is_reasonable = YesNo(label="理由合理吗", yes="合理", no="不合理")
    finding = Text(label="认定的依据", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_words(self.fields["answer"], self.subject.demands.order_by("-pk").first())


class JudgeReasons(DeskForm):
    """The subject is the demand itself; whether the reasons are good is the act."""

    answer = Text(label="申请人说明的理由", rows=4, required=False)
    finding = Text(label="认定的依据", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_words(self.fields["answer"], self.subject)


def own_words(field: forms.Field, demand: Demand | None) -> None:
    """What the applicant wrote online is read here, not written."""
    if demand is not None and demand.explained_at is not None:
        field.initial, field.disabled, field.may_be_empty = demand.answer, True, ""  # type: ignore[attr-defined]  # for the template
        field.help_text = f"申请人{local(demand.explained_at):%-m月%-d日 %H:%M}在网上说明，不能改"


class DelayAnswer(ToApplicant):
    delayed_to = forms.DateField(label="延迟到", help_text="一个确定的工作日，在原来的截止日以后")
    reason = Text(label="理由", rows=3)
    order = ("delayed_to", "reason", "means")


class ProposeExtension(DeskForm):
    days = forms.IntegerField(label="延长几个工作日", help_text="最多20个工作日，只能延长一次")
    reason = Text(label="理由", rows=3)


class ApproveExtension(ToApplicant):
    pass


class Consult(DeskForm):
    kind = forms.ChoiceField(label="征求谁的意见", choices=PartyKind.choices, widget=forms.RadioSelect)
    party = Text(label="第三方的姓名或者名称", required=False, help_text="征求第三方的填。加密保存，不告诉申请人")
    party_contact = Text(label="第三方的联系方式", required=False)
    organ = forms.ModelChoiceField(
        Organ.objects.none(), label="机关", empty_label="请选择", required=False, help_text="征求机关的选"
    )
    summary = Text(label="拟公开的内容要点", rows=4, help_text="不要写申请人的姓名和用途")
    means = forms.ChoiceField(
        label="送达方式", choices=choices(pair for pair in Means.choices if pair[0] != Means.ONLINE)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = Organ.objects.active(local(self.at).date()).exclude(kind=OrganKind.OUTSIDE)
        offer(self.fields["organ"], active.exclude(pk=self.subject.organ_id))

    def arguments(self) -> dict[str, Any]:
        fits = not means_fault(Means.ONLINE, channel=self.subject.channel, delivery=self.subject.delivery)
        return self.cleaned_data | {"applicant_means": Means.ONLINE if fits else Means.POST}


class NoteNeed(DeskForm):
    kind = forms.ChoiceField(label="要征求谁的意见", choices=PartyKind.choices, widget=forms.RadioSelect)


class OfConsultation(DeskForm):
    """Base of forms about one consultation of the case; ``states`` are those it may be in."""

    states: tuple[str, ...] = (ConsultationState.ASKED,)
    consultation = forms.ModelChoiceField(Consultation.objects.none(), label="哪一次征求", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.subject.consultations.filter(state__in=self.states).select_related("organ")
        offer(self.fields["consultation"], rows)
        self.fields["consultation"].label_from_instance = lambda row: row.short_party  # type: ignore[attr-defined]  # of this kind of field


class Hear(OfConsultation):
    states = (ConsultationState.ASKED, ConsultationState.SILENT)
    opinion = forms.ChoiceField(label="意见", choices=_OPINIONS, widget=forms.RadioSelect)
    text = Text(label="意见和理由", rows=4, required=False, help_text="不同意的必须写理由")
    on = forms.DateField(label="收到意见的日子")


class CancelConsultation(OfConsultation):
    reason = Text(label="理由", rows=3, help_text="例如：催办以后对方电话答复没有意见")


class Overrule(OfConsultation):
    states = AGAINST
    public_interest = Text(label="公共利益的理由", rows=5, help_text="写明不公开会对公共利益造成什么重大影响")


class TellThirdParty(OfConsultation):
    states = AGAINST
    means = forms.ChoiceField(
        label="送达方式", choices=choices(pair for pair in Means.choices if pair[0] != Means.ONLINE)
    )


class NotifyFee(ToApplicant):
    pages = forms.IntegerField(label="提供的页数", required=False, help_text="按页收费的填，A4单面为1页")
    order = ("pages", "means")

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data | {"pages": self.cleaned_data["pages"] or 0}


class RecordPayment(DeskForm):
    paid_on = forms.DateField(label="缴费日", help_text="答复期限从第二天起重新计算")
    receipt_number = Text(label="票据号")
