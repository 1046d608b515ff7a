"""找错: what a reader types."""

from django import forms

from disclosure.documents.services.reporting import CONTACT_LENGTH, PAGE_LENGTH, TEXT_LENGTH


class ErrorReportForm(forms.Form):
    """``website`` is a trap for machines: people never see it."""

    page = forms.CharField(
        label="哪一页",
        max_length=PAGE_LENGTH,
        widget=forms.TextInput(attrs={"class": "input"}),
        help_text="网址，或者您是从哪里看到的",
        error_messages={"required": "请写明是哪一页", "max_length": f"最多{PAGE_LENGTH}个字"},
    )
    text = forms.CharField(
        label="哪里错了",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "class": "input"}),
        help_text="例如：第三条的电话号码打不通。请不要写自己或者别人的姓名、电话、证件号码。",
        error_messages={"required": "请写明哪里错了", "max_length": f"最多{TEXT_LENGTH}个字"},
    )
    contact = forms.CharField(
        label="手机号或者邮箱",
        required=False,
        max_length=CONTACT_LENGTH,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        help_text="想知道处理结果才填。加密保存，只用来告诉您结果，办结以后清除。",
        error_messages={"max_length": f"最多{CONTACT_LENGTH}个字"},
    )
    website = forms.CharField(required=False)
