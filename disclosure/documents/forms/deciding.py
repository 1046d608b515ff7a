"""核对, 保密审查, 审核, 签发: what the person who decides has to say."""

from django import forms

from disclosure.documents.codes import Attribute, ReturnReason, SecrecyConclusion, WithholdingBasis
from disclosure.documents.forms.controls import label
from portal.staff.acts import ActForm
from portal.staff.controls import Text, YesNo, choices

QUESTIONS = ("state_secret", "trade_secret", "privacy", "security")
TICKS = ("wording_checked", "facts_checked", "expression_checked")
TOUCHES = {"yes": "涉及", "no": "不涉及"}


class Check(ActForm):
    is_sensitive = forms.BooleanField(
        label="敏感或者重要内容，终审后再报市政府办审批", required=False, help_text="拟稿人已经标明的，不能取消"
    )


class SendBack(ActForm):
    reason_code = forms.ChoiceField(label="退文的原因", choices=ReturnReason.choices, widget=forms.RadioSelect)
    note = Text(label="说明", required=False, rows=4, help_text="写清楚要改什么。选“文字、事实”或者“其他”的必须填")


class Questions(ActForm):
    """The four questions of S2-6.2, none answered beforehand."""

    state_secret = YesNo(label="国家秘密", **TOUCHES)
    trade_secret = YesNo(label="商业秘密", **TOUCHES)
    privacy = YesNo(label="个人隐私", **TOUCHES)
    security = YesNo(label="国家安全、公共安全、经济安全、社会稳定", yes="可能危及", no="不会危及")


class SecrecyReview(Questions):
    fieldsets = (("逐项审查", QUESTIONS), ("结论", ("conclusion", "basis", "opinion")))

    conclusion = forms.ChoiceField(
        label="保密审查结论",
        choices=SecrecyConclusion.choices,
        widget=forms.RadioSelect,
        help_text="拿不准的选“需报审”，报有权机关确定，在此之前不能发布",
    )
    basis = Text(label="依据", help_text="写明条款，例如：《保守国家秘密法》第三十五条")
    opinion = Text(label="意见", required=False, rows=3)


class Determination(ActForm):
    conclusion = forms.ChoiceField(
        label="有权机关确定的结论",
        choices=[pair for pair in SecrecyConclusion.choices if pair[0] != SecrecyConclusion.REFER],
        widget=forms.RadioSelect,
    )
    authority = Text(label="确定机关", help_text="作出确定的保密行政管理部门或者上级机关全称")
    opinion = Text(label="确定意见", rows=4, help_text="照抄书面意见，写明文号")


class Reading(ActForm):
    """三审三校: what this person read for."""

    wording_checked = forms.BooleanField(label="文字已校对", required=False)
    facts_checked = forms.BooleanField(label="事实已核对（人名、地名、数字、日期、引用的文件）", required=False)
    expression_checked = forms.BooleanField(label="敏感表述已核对", required=False)
    opinion = Text(label="审核意见", required=False, rows=3)


class Review(Reading):
    fieldsets = (("逐项核对", TICKS), ("意见", ("approved", "opinion")))

    approved = YesNo(label="是否同意", yes="同意", no="不同意，退回拟稿人修改")


class Sign(ActForm):
    fieldsets = (
        ("最终公开属性", ("attribute", "attribute_reason", "withholding_basis")),
        ("文号、附注和日期", ("numbered", "annotated", "formed_on", "printed_on", "effective_on", "expires_on")),
    )

    attribute = forms.ChoiceField(label=label("attribute"), choices=Attribute.choices, widget=forms.RadioSelect)
    attribute_reason = Text(
        label=label("attribute_reason"), required=False, rows=3, help_text="依申请公开、不予公开的必须说明理由"
    )
    withholding_basis = forms.ChoiceField(
        label=label("withholding_basis"), choices=choices(WithholdingBasis.choices), required=False
    )
    numbered = forms.BooleanField(label="编发文字号", required=False, help_text="政务动态等不编号的信息去掉勾选")
    annotated = forms.BooleanField(label="印附注“此件……公开”", required=False)
    formed_on = forms.DateField(label="成文日期", required=False, help_text="不填就是今天；公开期限从这一天起算")
    printed_on = forms.DateField(label=label("printed_on"), required=False)
    effective_on = forms.DateField(label=label("effective_on"), required=False)
    expires_on = forms.DateField(label=label("expires_on"), required=False)


class Schedule(ActForm):
    publish_after = forms.DateTimeField(
        label="什么时候发布", help_text="到时自动发布，发布前再检查一遍；不能晚于法定公开期限"
    )


class Assessment(ActForm):
    """The written conclusion of a periodic assessment."""

    reason = Text(label="评估结论和理由", rows=5, help_text="对照当初不公开的依据，写明情况有没有变化")


class Reason(ActForm):
    """``reason`` alone."""

    reason = Text(label="理由", rows=4)
