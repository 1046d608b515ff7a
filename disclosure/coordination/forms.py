"""What a person says when naming, asking, answering, settling and approving."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from disclosure.coordination.fields import APPROVAL as APPROVAL_FIELDS
from disclosure.coordination.fields import CONCERN, LETTER, NEED, RULE
from disclosure.coordination.fields import REPLY as REPLY_FIELDS
from disclosure.coordination.models import Concern
from disclosure.coordination.states import Part
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, offer


class NameOrgan(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="涉及的机关", empty_label="请选择")
    part = forms.ChoiceField(
        label=CONCERN["part"].label,
        choices=Part.choices,
        initial=Part.CONCERNED,
        widget=forms.RadioSelect,
        help_text="联合发文的，公开责任单位是牵头机关，其他署名机关逐个登记为“共同制作”",
    )
    note = Text(label=CONCERN["note"].label, required=False, help_text="例如：第三条补助标准由该机关负责")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = Organ.objects.active(local(self.at).date()).exclude(kind=OrganKind.OUTSIDE)
        offer(self.fields["organ"], active.exclude(pk=self.subject.organ_id))


class UnnameOrgan(ActForm):
    concern = forms.ModelChoiceField(Concern.objects.none(), label="涉及的机关", empty_label="请选择")
    reason = Text(label="为什么不涉及", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["concern"], self.subject.concerns.select_related("organ"))


class Ask(ActForm):
    letter = Text(
        label=LETTER["letter"].label, rows=6, help_text="写清楚要对方确认什么。拟发布的正文和附件由系统附上，不用再贴"
    )
    is_urgent = YesNo(label="情况紧急，要求当日答复", required=False)
    enclosures = Files(
        label="随函附件", required=False, help_text="可以选几个，每个不超过100MB。只给征求和被征求的单位看，不公开"
    )
    error_fields: ClassVar[Mapping[str, str]] = {"name": "enclosures", "content": "enclosures"}

    def arguments(self) -> dict[str, Any]:
        return {
            "letter": self.cleaned_data["letter"],
            "is_urgent": bool(self.cleaned_data["is_urgent"]),
            "enclosures": [(file.name, file) for file in self.cleaned_data["enclosures"]],
        }


class Reply(ActForm):
    reply = Text(label=REPLY_FIELDS["reply"].label, rows=6, help_text="写明意见和理由；要修改的，写明改哪里、怎么改")
    reply_number = Text(label=REPLY_FIELDS["reply_number"].label, required=False, help_text="另有纸质复函的填文号")


class Position(ActForm):
    position = Text(label="本单位的意见和理由", rows=6, help_text="写本单位为什么认为可以发布。对方的意见系统已经附上")


class Decide(ActForm):
    ruling_text = Text(label="裁决理由", rows=6, help_text="写明依据；要修改的，写明改哪里、怎么改")


class Reason(ActForm):
    reason = Text(label="说明", rows=4)


class RequireApproval(ActForm):
    category = Text(label=NEED["category"].label, help_text="例如：民生工程")
    authority = Text(label=NEED["authority"].label, help_text="写全称")


class Approve(ActForm):
    approved_by = Text(label=APPROVAL_FIELDS["approved_by"].label, help_text="批准的领导姓名和职务，或者批准机关")
    approval_number = Text(label=APPROVAL_FIELDS["approval_number"].label, help_text="批件的文号或者编号")
    approved_on = forms.DateField(label=APPROVAL_FIELDS["approved_on"].label)
    note = Text(label=APPROVAL_FIELDS["note"].label, required=False, rows=3)


class ApprovalRuleForm(ActForm):
    category = Text(label=RULE["category"].label)
    keywords = Text(label=RULE["keywords"].label, required=False, help_text="几个词之间用顿号分开，标题里有一个就提出")
    kinds = Text(label=RULE["kinds"].label, required=False, help_text="几种之间用顿号分开，是这些种类就提出")
    authority = Text(label=RULE["authority"].label)
    basis = Text(label=RULE["basis"].label, required=False)
    is_active = forms.BooleanField(label=RULE["is_active"].label, required=False, initial=True)

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}
