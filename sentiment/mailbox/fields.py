"""What is typed into a letter and its answer, field by field."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal import typed_text
from portal.field_table import Field, Refused, as_text, choice, flag, line, paragraphs
from portal.screening.checks import is_id_card
from sentiment.mailbox.codes import Elsewhere, Fault, Kind, Source
from sentiment.mailbox.models import TITLE_LENGTH

TEXT_LENGTH = 3000
ANSWER_LENGTH = 10_000
NAME_LENGTH = 50
EMAIL_LENGTH = 200
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}\d{7,8}")


def _phone(label: str, value: Any) -> str:
    digits = re.sub(r"[\s()（）-]", "", typed_text.line(as_text(value)))
    if digits and not _PHONE.fullmatch(digits):
        raise Refused(f"{label}请填11位手机号，或者带区号的固定电话")
    return digits


def _email(label: str, value: Any) -> str:
    text = line(EMAIL_LENGTH)(label, value)
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused(f"{label}请填完整的邮箱，例如 name@example.com") from None
    return text


def _identity_number(label: str, value: Any) -> str:
    number = typed_text.line(as_text(value)).upper()
    if number and not is_id_card(number.lower()):
        raise Refused(f"{label}不对，请对照证件逐位核对；也可以不填")
    return number


MESSAGE = {
    "kind": Field("类别", choice(Kind.values, required=True)),
    "title": Field("标题", line(TITLE_LENGTH, required=True)),
    "text": Field("内容", paragraphs(TEXT_LENGTH, required=True)),
    "name": Field("姓名", line(NAME_LENGTH)),
    "phone": Field("联系电话", _phone),
    "email": Field("电子邮箱", _email),
    "consents": Field("是否同意公开", flag),
}
IDENTITY = {"identity_number": Field("身份证号码", _identity_number)}
"""Asked for where a city checks real names; it goes to the checker and is not kept."""
SOURCE = {"source": Field("来源", choice([each.value for each in Source if each != Source.SITE], required=True))}
KIND = {"kind": MESSAGE["kind"]}
ANSWER = {"answer": Field("答复", paragraphs(ANSWER_LENGTH, required=True))}
REDIRECT = {"elsewhere": Field("办理途径", choice(Elsewhere.values, required=True)), **ANSWER}
FAULT = {"fault": Field("情形", choice(Fault.values, required=True))}
PUBLIC = {
    "public_title": Field("公开的标题", line(TITLE_LENGTH, required=True)),
    "public_question": Field("公开的问题", paragraphs(TEXT_LENGTH, required=True)),
    "public_answer": Field("公开的答复", paragraphs(ANSWER_LENGTH, required=True)),
}
