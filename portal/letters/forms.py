"""What the public page asks for."""

from typing import Any

from django import forms
from django.core.files.base import File

from portal.letters import verification_codes

FILE_MEGABYTES = 20


class VerificationForm(forms.Form):
    """``code`` as typed from paper, and the file to compare, if any."""

    code = forms.CharField(
        label="验证码",
        help_text="印在每页下方，20个字母和数字，大小写、横线、空格都不影响",
        max_length=60,
        error_messages={"required": "请输入验证码。", "max_length": "验证码只有20个字母和数字。"},
        widget=forms.TextInput(
            attrs={"class": "input", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    file = forms.FileField(
        label="要比对的文件",
        required=False,
        help_text=f"选电子版（PDF或Word），看它和本站生成的是不是同一份。只比对，不保存，最大{FILE_MEGABYTES}MB",
        widget=forms.FileInput(attrs={"class": "input", "accept": ".pdf,.docx"}),
        error_messages={"empty": "这个文件是空的。"},
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if not verification_codes.is_complete(typed):
            raise forms.ValidationError("验证码是20个字母和数字，没有0、1、I、L、O、U，请对照文书再输一遍。")
        return typed

    def clean_file(self) -> Any:
        file: File[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > FILE_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(f"文件不能超过{FILE_MEGABYTES}MB。")
        return file
