"""What is typed into a line of a list, an appeal and its result, field by field."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from disclosure.catalogue.models import Column
from disclosure.institutions.models import FACTS_LENGTH, LINE_LENGTH, REPLY_LENGTH, TITLE_LENGTH
from disclosure.institutions.states import Finding
from portal import typed_text
from portal.field_table import Field, Refused, as_text, choice, day, line, paragraphs

NAME_LENGTH = 50
CONTACT_LENGTH = 200
POSITION_AT_MOST = 9999
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}\d{7,8}")


def _contact(label: str, value: Any) -> str:
    """A telephone number or a mail address: without one nobody could be told."""
    text = line(CONTACT_LENGTH, required=True)(label, value)
    if "@" in text:
        try:
            validate_email(text)
        except ValidationError:
            raise Refused(f"{label}请填完整的邮箱，例如 name@example.com") from None
        return text
    digits = re.sub(r"[\s()（）-]", "", typed_text.line(as_text(value)))
    if not _PHONE.fullmatch(digits):
        raise Refused(f"{label}请填11位手机号、带区号的固定电话，或者邮箱")
    return digits


def _column(label: str, value: Any) -> Column:
    if isinstance(value, Column):
        return value
    raise Refused(f"请选择{label}")


def _position(label: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= POSITION_AT_MOST:
        raise Refused(f"{label}请填1到{POSITION_AT_MOST}的整数")
    return value


ITEM = {
    "title": Field("事项", line(TITLE_LENGTH, required=True)),
    "content": Field("公开内容", line(LINE_LENGTH, required=True)),
    "period": Field("公开时限", line(TITLE_LENGTH, required=True)),
    "duty_holder": Field("责任部门", line(TITLE_LENGTH, required=True)),
    "column": Field("公开的栏目", _column),
    "position": Field("次序", _position),
}
APPEAL = {
    "title": Field("应当公开什么", line(TITLE_LENGTH, required=True)),
    "facts": Field("怎么没有公开", paragraphs(FACTS_LENGTH, required=True)),
    "name": Field("姓名", line(NAME_LENGTH, required=True)),
    "contact": Field("联系方式", _contact),
}
RESULT = {
    "investigation": Field("调查的经过", paragraphs(REPLY_LENGTH, required=True)),
    "finding": Field("调查结果", choice(Finding.values, required=True)),
    "publish_by": Field("哪一天以前公开", day),
    "reply": Field("告知的内容", paragraphs(REPLY_LENGTH, required=True)),
}
