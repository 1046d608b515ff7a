"""What a reader and a clerk type about a question."""

from typing import Any

from django import forms

from interpretation.questions.services import CONTACT_LENGTH, QUESTION_LENGTH
from portal.staff.acts import ActForm
from portal.staff.controls import Text


class QuestionForm(forms.Form):
    """``website`` is a trap for machines: people never see it."""

    question = forms.CharField(
        label="您想问什么",
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
        help_text="一次问一件事。请不要写自己或者别人的姓名、电话、证件号码：写了也会遮盖。",
        error_messages={"required": "请写明想问什么", "max_length": f"最多{QUESTION_LENGTH}个字"},
    )
    contact = forms.CharField(
        label="手机号或者邮箱",
        required=False,
        max_length=CONTACT_LENGTH,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        help_text="想收到答复通知才填。加密保存，只用来告诉您结果，办结以后清除。",
        error_messages={"max_length": f"最多{CONTACT_LENGTH}个字"},
    )
    website = forms.CharField(required=False)


class Answer(ActForm):
    question = Text(label="问题", rows=3, help_text="公开的时候这样写；去掉个人的情况")
    answer = Text(label="答复", rows=6, help_text="写清楚依据文件的哪一条，用大家听得懂的话")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if hasattr(self.subject, "answer"):
            self.fields["question"].initial = self.subject.question
            self.fields["answer"].initial = self.subject.answer


class Reason(ActForm):
    reason = Text(label="理由", rows=3, help_text="提问的人留了联系方式的，会收到这段话")
