"""提请确定, on the page of the request and on that of the remedy."""

from typing import Any, ClassVar

from django import forms

from portal.staff.controls import Text, choices, offer
from requests_app.desk.forms import DeskForm
from requests_app.remedies.models import Referral, Remedy
from requests_app.remedies.states import REFERABLE, Competence, Determination, RemedyState


class _WithFile(DeskForm):
    """Everything typed is one mapping for the service; the file goes beside it."""

    beside: ClassVar[tuple[str, ...]] = ("text",)

    def arguments(self) -> dict[str, Any]:
        upload = self.cleaned_data["text"]
        values = {name: value for name, value in self.cleaned_data.items() if name not in self.beside}
        given = {name: self.cleaned_data[name] for name in self.beside if name != "text"}
        return given | {"values": values, "text": upload, "name": upload.name if upload else ""}


class Refer(_WithFile):
    """The subject is the remedy."""

    fieldsets: ClassVar[Any] = (
        ("提请谁", ("remedy", "competence", "body", "asked_on")),
        ("信息的文本", ("text", "text_note")),
        ("双方的理由", ("organ_reason", "applicant_reason")),
    )

    competence = forms.ChoiceField(label="提请哪一类机关", choices=choices(Competence.choices))
    body = Text(label="提请的机关", help_text="全称，例如临江市国家保密局")
    asked_on = forms.DateField(label="提请日期")
    text = forms.FileField(
        label="信息的文本", required=False, help_text="只在办件里留存，不公开。有密级标志的会被拒收，不会保存"
    )
    text_note = Text(
        label="文本怎样提供", required=False, help_text="没有上传的必填，例如“涉密文本由机要件送达，收据3号”"
    )
    organ_reason = Text(label="本机关的理由", rows=5)
    applicant_reason = Text(label="申请人的理由", rows=5, help_text="照复议申请书、起诉状写，不写姓名和联系方式")


class ReferInCase(Refer):
    """The subject is the request."""

    beside = ("text", "remedy")
    remedy = forms.ModelChoiceField(Remedy.objects.none(), label="哪一件复议、诉讼", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["remedy"], self.subject.remedies.filter(state=RemedyState.OPEN, kind__in=REFERABLE))
        self.fields["remedy"].label_from_instance = lambda row: f"{row.get_kind_display()}（{row.authority}）"  # type: ignore[attr-defined]  # of this kind of field


class AnswerReferral(_WithFile):
    """The subject is the remedy."""

    beside = ("text", "referral")
    referral = forms.ModelChoiceField(Referral.objects.none(), label="哪一次提请", empty_label=None)
    conclusion = forms.ChoiceField(label="确定的结论", choices=Determination.choices, widget=forms.RadioSelect)
    answered_on = forms.DateField(label="答复日期")
    answer_text = Text(label="答复的内容", rows=4, help_text="照抄书面答复，写明文号")
    text = forms.FileField(label="答复文件", required=False, help_text="只在办件里留存，不公开")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["referral"], self.waiting().filter(answered_on=None))

    def waiting(self) -> Any:
        return self.subject.referrals.select_related("remedy__request__organ")


class AnswerReferralInCase(AnswerReferral):
    """The subject is the request."""

    def waiting(self) -> Any:
        rows = Referral.objects.filter(remedy__request=self.subject)
        return rows.select_related("remedy__request__organ")
