"""The forms of files, pages, letters, service and remedies."""

from typing import Any

from django import forms

from portal.screening.states import Decision as Verdict
from portal.staff.controls import Text, YesNo, choices, offer
from requests_app.cases.models import RequestFile
from requests_app.cases.states import FilePurpose
from requests_app.desk.forms import DeskForm
from requests_app.desk.forms.asking import ToApplicant
from requests_app.remedies.models import Remedy
from requests_app.remedies.states import RemedyKind, RemedyState, Result
from requests_app.serving.models import Service


class Attach(DeskForm):
    upload = forms.FileField(label="要提供的文件", help_text="最大100MB。有密级标志的会被拒收，不会保存")

    def arguments(self) -> dict[str, Any]:
        upload = self.cleaned_data["upload"]
        return {"upload": upload, "name": upload.name}

    error_fields = {"name": "upload", "content": "upload"}


class OfFile(DeskForm):
    file = forms.ModelChoiceField(RequestFile.objects.none(), label="哪个文件", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["file"], self.subject.files.filter(purpose=FilePurpose.ANSWER))


class AttachCopy(OfFile):
    upload = forms.FileField(label="遮盖以后的副本", help_text="公众和申请人拿到的是副本，原件不会提供")
    error_fields = {"name": "upload", "content": "upload"}

    def arguments(self) -> dict[str, Any]:
        upload = self.cleaned_data["upload"]
        return {"file": self.cleaned_data["file"], "upload": upload, "name": upload.name}


class ConfirmCopy(OfFile):
    looked = forms.BooleanField(label="每一页都看过，副本里没有不提供的内容")

    def arguments(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        return {"file": file, "copy": file.file.copies.order_by("-pk").first()}


class SettleFindings(DeskForm):
    verdict = forms.ChoiceField(
        label="处理",
        choices=[pair for pair in Verdict.choices if pair[0] != Verdict.MASKED],
        widget=forms.RadioSelect,
        help_text="要遮盖的，文书请改写文字，文件请上传遮盖以后的副本",
    )
    reason = Text(label="理由", rows=3)


class SendAnswer(ToApplicant):
    on = forms.DateField(label="发出日")


class ServeAnswer(DeskForm):
    served_on = forms.DateField(label="送达日", help_text="期限在这一天结束")
    proof = Text(label="送达凭证", help_text="例如：挂号信回执号码、签收人、邮件发送记录")


class LetterReached(DeskForm):
    service = forms.ModelChoiceField(Service.objects.none(), label="哪份文书", empty_label=None)
    on = forms.DateField(label="送达日")
    proof = Text(label="送达凭证")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.subject.services.filter(served_on=None, is_void=False).exclude(sent_on=None)
        offer(self.fields["service"], rows.select_related("letter"))
        self.fields["service"].label_from_instance = lambda row: f"{row.letter.title}（{row.letter.number}）"  # type: ignore[attr-defined]  # of this kind of field


class RegisterRemedy(DeskForm):
    kind = forms.ChoiceField(
        label="种类", choices=choices(pair for pair in RemedyKind.choices if pair[0] != RemedyKind.OWN_ERROR)
    )
    authority = Text(label="办理机关", help_text="复议机关、法院或者受理投诉的机关全称")
    case_number = Text(label="案号", required=False)
    accepted_on = forms.DateField(label="受理日")
    served_on = forms.DateField(
        label="收到副本的日子", required=False, help_text="行政复议的必须填，从这一天起5个工作日内书面答复"
    )


class OfRemedy(DeskForm):
    remedy = forms.ModelChoiceField(Remedy.objects.none(), label="哪一件", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["remedy"], self.subject.remedies.filter(state=RemedyState.OPEN))
        self.fields["remedy"].label_from_instance = lambda row: f"{row.get_kind_display()}（{row.authority}）"  # type: ignore[attr-defined]  # of this kind of field


class AnswerRemedy(OfRemedy):
    answered_on = forms.DateField(label="提交书面答复和证据的日子")


class CloseRemedy(OfRemedy):
    result = forms.ChoiceField(label="结果", choices=Result.choices, widget=forms.RadioSelect)
    result_text = Text(label="结果的内容", rows=4)
    decided_on = forms.DateField(label="审结日")
    decide_again = YesNo(label="责令重新答复吗", yes="责令", no="没有")
    redo_days = forms.IntegerField(label="限几个工作日重新答复", required=False)


class AdmitError(DeskForm):
    reason = Text(label="哪里错了", rows=4)
    redo_days = forms.IntegerField(label="几个工作日内重新答复")


class SuggestPublication(DeskForm):
    text = Text(label="建议公开的内容", rows=4)


class AskCorrectionOfRecord(DeskForm):
    record = Text(label="哪条记录", help_text="例如：2025年危房改造登记表里的房屋面积")
    fault = Text(label="哪里不准确", rows=4)
    evidence = Text(label="证据", rows=4, help_text="交了什么材料，证明什么")
